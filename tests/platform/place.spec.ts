import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeOf } from '../../src-main/platform/place.ts'
import { aFolder } from '../builders.ts'

const MOUNTS = `sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
//server/archive /mnt/archive cifs rw 0 0
server:/export /mnt/nfs\\040share nfs4 rw 0 0
tmpfs /mnt/archive/local tmpfs rw 0 0
user@host:/home /home/mori/remote fuse.sshfs rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0`

const at = (path: string, marks: string[] = []) =>
  placeOf(path, { mounts: MOUNTS, exists: (mark) => marks.includes(mark) })

describe('placeOf', () => {
  it('knows a network drive by the type of the mount that holds the folder', () => {
    expect(at('/mnt/archive/Records.shoko')).toEqual({ kind: 'network', by: 'cifs' })
    expect(at('/mnt/nfs share/Records.shoko')).toEqual({ kind: 'network', by: 'nfs4' })
    expect(at('/home/mori/remote/Records.shoko')).toEqual({ kind: 'network', by: 'fuse.sshfs' })
    expect(at('\\\\server\\archive\\Records.shoko')).toMatchObject({ kind: 'network' })
  })

  it('takes neither a neighbour of a mount, nor what is mounted within it, for one', () => {
    for (const path of [
      '/mnt/archives/Records.shoko',
      '/mnt/archive/local/Records.shoko',
      '/run/user/1000/doc/x',
    ])
      expect(at(path)).toEqual({ kind: 'local', by: null })
  })

  it('knows the folders of services that synchronise, by name and by what they leave in them', () => {
    for (const [path, by] of [
      ['/home/mori/Dropbox/Records.shoko', 'Dropbox'],
      ['/home/mori/Dropbox (Archives)/Records.shoko', 'Dropbox'],
      ['C:\\Users\\mori\\OneDrive - 外務省\\Records.shoko', 'OneDrive'],
      ['/Users/mori/Library/Mobile Documents/com~apple~CloudDocs/Records.shoko', 'iCloud Drive'],
      ['/Users/mori/Library/CloudStorage/GoogleDrive-mori@example.jp/My Drive/R.shoko', 'CloudStorage'],
      ['/home/mori/Google Drive/Records.shoko', 'Google Drive'],
      ['/home/mori/Nextcloud/Records.shoko', 'Nextcloud'],
    ] as const)
      expect([path, at(path)]).toEqual([path, { kind: 'synchronised', by }])
    expect(at('/home/mori/share/a/Records.shoko', ['/home/mori/share/.stfolder'])).toEqual({
      kind: 'synchronised',
      by: 'Syncthing',
    })
    expect(at('/home/mori/Dropboxes/OneDriver/Records.shoko')).toEqual({ kind: 'local', by: null })
  })

  it('follows links to where the folder really is', () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'OneDrive'))
    expect(placeOf(join(folder, 'OneDrive'))).toEqual({ kind: 'synchronised', by: 'OneDrive' })
    expect(placeOf(folder)).toEqual({ kind: 'local', by: null })
  })
})
