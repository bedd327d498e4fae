/** How numbers are written in sentences. */
export const n = (value: number) => value.toLocaleString('en')

export const count = (value: number, one: string, many: string) => `${n(value)} ${value === 1 ? one : many}`
