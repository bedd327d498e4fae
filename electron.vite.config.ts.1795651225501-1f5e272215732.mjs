import "node:module";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "electron-vite";
// electron.vite.config.ts
/** Paths are relative to the project's root, where every npm script runs. */
var electron_vite_config_default = defineConfig({
	main: { build: {
		outDir: "out/main",
		externalizeDeps: true,
		rolldownOptions: {
			input: {
				electron: "src-main/shells/electron/main.ts",
				server: "src-main/shells/server/main.ts",
				cli: "src-main/shells/cli/main.ts",
				worker: "src-main/worker.ts",
				decoder: "src-main/imaging/decoder.ts"
			},
			output: {
				format: "es",
				entryFileNames: "[name].js",
				chunkFileNames: "chunks/[name]-[hash].js"
			}
		}
	} },
	preload: { build: {
		outDir: "out/preload",
		rolldownOptions: {
			input: { preload: "src-main/shells/electron/preload.ts" },
			output: {
				format: "cjs",
				entryFileNames: "[name].cjs"
			}
		}
	} },
	renderer: {
		root: "src-renderer",
		plugins: [svelte()],
		build: {
			outDir: "out/renderer",
			assetsInlineLimit: 0,
			modulePreload: { polyfill: false },
			minify: "oxc",
			rolldownOptions: { input: "src-renderer/index.html" }
		}
	}
});
export { electron_vite_config_default as default };

//# sourceMappingURL=data:application/json;charset=utf-8;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoiZWxlY3Ryb24udml0ZS5jb25maWcuanMiLCJuYW1lcyI6W10sInNvdXJjZXMiOlsiL3dvcmsvbWluZS9lbGVjdHJvbi52aXRlLmNvbmZpZy50cyJdLCJzb3VyY2VzQ29udGVudCI6WyJpbXBvcnQgeyBzdmVsdGUgfSBmcm9tICdAc3ZlbHRlanMvdml0ZS1wbHVnaW4tc3ZlbHRlJ1xuaW1wb3J0IHsgZGVmaW5lQ29uZmlnIH0gZnJvbSAnZWxlY3Ryb24tdml0ZSdcblxuLyoqIFBhdGhzIGFyZSByZWxhdGl2ZSB0byB0aGUgcHJvamVjdCdzIHJvb3QsIHdoZXJlIGV2ZXJ5IG5wbSBzY3JpcHQgcnVucy4gKi9cbmV4cG9ydCBkZWZhdWx0IGRlZmluZUNvbmZpZyh7XG4gIG1haW46IHtcbiAgICBidWlsZDoge1xuICAgICAgb3V0RGlyOiAnb3V0L21haW4nLFxuICAgICAgZXh0ZXJuYWxpemVEZXBzOiB0cnVlLFxuICAgICAgcm9sbGRvd25PcHRpb25zOiB7XG4gICAgICAgIGlucHV0OiB7XG4gICAgICAgICAgZWxlY3Ryb246ICdzcmMtbWFpbi9zaGVsbHMvZWxlY3Ryb24vbWFpbi50cycsXG4gICAgICAgICAgc2VydmVyOiAnc3JjLW1haW4vc2hlbGxzL3NlcnZlci9tYWluLnRzJyxcbiAgICAgICAgICBjbGk6ICdzcmMtbWFpbi9zaGVsbHMvY2xpL21haW4udHMnLFxuICAgICAgICAgIHdvcmtlcjogJ3NyYy1tYWluL3dvcmtlci50cycsXG4gICAgICAgICAgZGVjb2RlcjogJ3NyYy1tYWluL2ltYWdpbmcvZGVjb2Rlci50cycsXG4gICAgICAgIH0sXG4gICAgICAgIG91dHB1dDogeyBmb3JtYXQ6ICdlcycsIGVudHJ5RmlsZU5hbWVzOiAnW25hbWVdLmpzJywgY2h1bmtGaWxlTmFtZXM6ICdjaHVua3MvW25hbWVdLVtoYXNoXS5qcycgfSxcbiAgICAgIH0sXG4gICAgfSxcbiAgfSxcbiAgcHJlbG9hZDoge1xuICAgIGJ1aWxkOiB7XG4gICAgICBvdXREaXI6ICdvdXQvcHJlbG9hZCcsXG4gICAgICByb2xsZG93bk9wdGlvbnM6IHtcbiAgICAgICAgaW5wdXQ6IHsgcHJlbG9hZDogJ3NyYy1tYWluL3NoZWxscy9lbGVjdHJvbi9wcmVsb2FkLnRzJyB9LFxuICAgICAgICAvLyBBIHNhbmRib3hlZCBwcmVsb2FkIHNjcmlwdCBtdXN0IGJlIENvbW1vbkpTLlxuICAgICAgICBvdXRwdXQ6IHsgZm9ybWF0OiAnY2pzJywgZW50cnlGaWxlTmFtZXM6ICdbbmFtZV0uY2pzJyB9LFxuICAgICAgfSxcbiAgICB9LFxuICB9LFxuICByZW5kZXJlcjoge1xuICAgIHJvb3Q6ICdzcmMtcmVuZGVyZXInLFxuICAgIHBsdWdpbnM6IFtzdmVsdGUoKV0sXG4gICAgYnVpbGQ6IHtcbiAgICAgIG91dERpcjogJ291dC9yZW5kZXJlcicsXG4gICAgICBhc3NldHNJbmxpbmVMaW1pdDogMCxcbiAgICAgIG1vZHVsZVByZWxvYWQ6IHsgcG9seWZpbGw6IGZhbHNlIH0sXG4gICAgICBtaW5pZnk6ICdveGMnLFxuICAgICAgcm9sbGRvd25PcHRpb25zOiB7IGlucHV0OiAnc3JjLXJlbmRlcmVyL2luZGV4Lmh0bWwnIH0sXG4gICAgfSxcbiAgfSxcbn0pXG4iXSwibWFwcGluZ3MiOiI7Ozs7O0FBSUEsSUFBQSwrQkFBZSxhQUFhO0NBQzFCLE1BQU0sRUFDSixPQUFPO0VBQ0wsUUFBUTtFQUNSLGlCQUFpQjtFQUNqQixpQkFBaUI7R0FDZixPQUFPO0lBQ0wsVUFBVTtJQUNWLFFBQVE7SUFDUixLQUFLO0lBQ0wsUUFBUTtJQUNSLFNBQVM7R0FDWDtHQUNBLFFBQVE7SUFBRSxRQUFRO0lBQU0sZ0JBQWdCO0lBQWEsZ0JBQWdCO0dBQTBCO0VBQ2pHO0NBQ0YsRUFDRjtDQUNBLFNBQVMsRUFDUCxPQUFPO0VBQ0wsUUFBUTtFQUNSLGlCQUFpQjtHQUNmLE9BQU8sRUFBRSxTQUFTLHNDQUFzQztHQUV4RCxRQUFRO0lBQUUsUUFBUTtJQUFPLGdCQUFnQjtHQUFhO0VBQ3hEO0NBQ0YsRUFDRjtDQUNBLFVBQVU7RUFDUixNQUFNO0VBQ04sU0FBUyxDQUFDLE9BQU8sQ0FBQztFQUNsQixPQUFPO0dBQ0wsUUFBUTtHQUNSLG1CQUFtQjtHQUNuQixlQUFlLEVBQUUsVUFBVSxNQUFNO0dBQ2pDLFFBQVE7R0FDUixpQkFBaUIsRUFBRSxPQUFPLDBCQUEwQjtFQUN0RDtDQUNGO0FBQ0YsQ0FBQyJ9