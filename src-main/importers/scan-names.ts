export const groupByName = (names: readonly string[]): { title: string; files: string[] }[] =>
  names.map((name) => ({ title: name, files: [name] }))
