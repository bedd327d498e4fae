/** Files of a drop, folders opened: a browser gives only the bytes of files, so their folders are walked here. */

const entriesOf = (directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = directory.createReader()
  const all: FileSystemEntry[] = []
  return new Promise((resolve, reject) => {
    // A reader gives a folder in parts, and nothing when it is through.
    const more = () =>
      reader.readEntries((entries) => {
        if (entries.length === 0) resolve(all)
        else {
          all.push(...entries)
          more()
        }
      }, reject)
    more()
  })
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return []
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!isDirectory(entry)) return []
  const files: File[] = []
  for (const inner of await entriesOf(entry)) files.push(...(await filesOf(inner)))
  return files
}

const counted = new Intl.Collator('en', { numeric: true })

/**
 * The files of a drop in the order in which people count (2 before 10). Where the host knows paths (`whole`), folders
 * stay folders. To be called while the drop is handled: its data is gone afterwards.
 */
export async function droppedFiles(transfer: DataTransfer, whole: boolean): Promise<File[]> {
  if (whole) return [...transfer.files]
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = entries.length > 0 ? (await Promise.all(entries.map(filesOf))).flat() : [...transfer.files]
  return files.toSorted((a, b) => counted.compare(a.name, b.name))
}
