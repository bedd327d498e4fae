/** Why a catalogue is open to be read alone, and where it lies. */
export interface Holding {
  who: string
  host: string
  since: string
}

export const access = {
  label: 'Access',
  foreign:
    'This catalogue is new on this machine. It is open to be read: nothing in it is run or changed until you say that you know where it comes from.',
  trust: 'I know it: open to edit',
  followLinks: (n: number) =>
    `Also show ${n.toLocaleString('en')} linked ${n === 1 ? 'scan' : 'scans'} from where the catalogue says they are on this machine`,
  altered: (objects: string) =>
    `The file holds what Shoko does not make (${objects}), so it is open to be read alone. Check file and scans, or save what can be read into a new catalogue.`,
  held: ({ who, host, since }: Holding) =>
    `Open to be read: ${who === '' ? 'somebody' : who} has been working in it on ${host} since ${since}. When that program ends, however it ends, you can edit here.`,
  released: 'Open to be read. Nobody is writing in this catalogue now.',
  write: 'Open to edit',
  read: 'Open to read',
  readHint: 'What is written meanwhile is seen here.',
  place: {
    network: (by: string) =>
      `This catalogue lies on a network drive (${by}). It is kept in the safer, slower way; work is safest with the catalogue on a disk of this machine and a backup on the drive.`,
    synchronised: (by: string) =>
      `This catalogue lies in a folder that ${by} carries to other machines. Never open it on two of them at once: ${by} would keep one version and lose the other. Better keep it elsewhere and back up into this folder.`,
  },
}
