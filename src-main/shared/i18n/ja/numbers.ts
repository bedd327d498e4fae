/** How numbers are written in sentences. */
export const n = (value: number) => value.toLocaleString('ja')
