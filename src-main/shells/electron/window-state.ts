/** Where the window was and how large; a place that no screen shows any more is not used again. */
import { z } from 'zod'
import { jsonFile } from '../../platform/json-file.ts'

const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

const USUAL = { width: 1440, height: 900 }
export const SMALLEST = { width: 900, height: 600 }
/** Pixels of a window that must be on a screen for a person to take hold of it. */
const GRIP = 100

/** The file that remembers it; null where there is none, or it says nothing of use. */
export const windowStateFile = (path: string) => jsonFile(path, WindowState.nullable(), null)

/** The state on the screens that there are now: work areas, the primary one first. */
export function placed(state: WindowState | null, screens: readonly Area[]): Partial<Area> & typeof USUAL {
  const primary = screens[0] ?? { x: 0, y: 0, ...USUAL }
  if (state === null) return within(USUAL, primary)
  const screen = screens.find((area) => shares(state, area))
  if (screen === undefined) return within(state, primary)
  const size = within(state, screen)
  return {
    ...size,
    x: Math.max(screen.x, Math.min(state.x, screen.x + screen.width - size.width)),
    y: Math.max(screen.y, Math.min(state.y, screen.y + screen.height - size.height)),
  }
}

const within = ({ width, height }: typeof USUAL, screen: Area) => ({
  width: Math.max(SMALLEST.width, Math.min(width, screen.width)),
  height: Math.max(SMALLEST.height, Math.min(height, screen.height)),
})

const shares = (a: Area, b: Area) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) >= GRIP &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) >= GRIP
