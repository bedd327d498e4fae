/** The part of the `edtf` package that is used; it ships no types. */
declare module 'edtf' {
  /** Milliseconds since 1970; throws on what is not EDTF and on intervals that end before they begin. */
  export default function edtf(input: string): { readonly min: number; readonly max: number }
  export function parse(input: string, constraints?: { readonly level?: number }): { readonly type: string }
}
