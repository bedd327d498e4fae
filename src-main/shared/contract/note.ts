/** Notes to colleagues on a description: who wrote what and when, and who has settled it. They never leave the catalogue. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, Instant, NoteId, Window } from './ids.ts'

export const Note = z.object({
  id: NoteId,
  descriptionId: DescriptionId,
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: Instant,
  doneBy: z.string().nullable(),
  doneAt: Instant.nullable(),
})
export type Note = z.infer<typeof Note>

const refusals = ['noCatalogueOpen', 'readOnly', 'noteNotFound'] as const
const text = z.string().trim().min(1).max(20_000)

export const note = {
  /** Of one description: open ones first, each as they were written. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(Note)),
  /** All that are open, newest first. */
  open: oc
    .errors(refusing('noCatalogueOpen'))
    .input(z.object(Window))
    .output(z.object({ total: z.number().int(), notes: z.array(Note) })),
  write: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId, text }))
    .output(Note),
  edit: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: NoteId, text }))
    .output(Note),
  /** Settles a note, or opens it again. */
  settle: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: NoteId, done: z.boolean() }))
    .output(Note),
  delete: oc
    .errors(refusing(...refusals))
    .input(z.object({ id: NoteId }))
    .output(z.object({})),
}
