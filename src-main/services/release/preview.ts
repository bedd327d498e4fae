/** What would leave of an item as it is now, drafts and all: made by what makes releases, for whoever reviews it. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { openBesides } from '../../catalogue/redaction/same-scan.ts'
import { releaseSources } from '../../catalogue/release-source.ts'
import { coverOf } from '../../catalogue/review/cover.ts'
import { gatesOf } from '../../catalogue/review/gate.ts'
import type { DescriptionId, ParagraphId } from '../../shared/contract/ids.ts'
import type { ReleasePreview } from '../../shared/contract/release.ts'
import { approvedView } from '../../shared/domain/released-view.ts'
import type { ReviewGate } from '../../shared/domain/released-view.ts'
import { LEAVING } from '../../shared/domain/review/states.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { fieldsOf, hindrance, textsLeft, titleOf } from './copy.ts'

/** Nothing is withheld of what nobody has to review. */
const OPEN: ReviewGate = {
  isReleased: true,
  approvedAt: null,
  withheld: [],
  ...{ withheldPages: new Set<number>(), markedPages: new Set<number>() },
}
const NOTHING = { title: null, fields: [], texts: [] }

export function previewed(db: ReadDatabase, id: DescriptionId, language: Language): ReleasePreview {
  const cover = coverOf(db, id)
  const because = hindrance(cover) ?? (openBesides(db, id) ? 'sameScan' : null)
  const decision = cover.decision?.decision ?? null
  const [found] = releaseSources(db, [id], gatesOf(db))
  const view = found && approvedView(found.source, found.source.review ?? OPEN)
  if (!view || (decision !== null && !LEAVING.has(decision)))
    return { outcome: 'blocked', because: because ?? 'notLeaving', ...NOTHING }
  const told = {
    because,
    title: titleOf(view, language),
    fields: fieldsOf(view, language).map(({ label, value }) => ({ label, value })),
  }
  if (decision === 'withholdInFull') return { ...told, outcome: 'withheld', texts: [] }
  const texts = textsLeft(db, id, cover.redactions).map(({ text, paragraphs }) => ({
    id: text.id,
    paragraphs: paragraphs.map(({ id, value, markers }) => ({
      id: id as ParagraphId,
      value,
      markers: markers.map(({ start, end }) => ({ start, end })),
    })),
  }))
  return { ...told, outcome: cover.redactions.length > 0 ? 'part' : 'full', texts }
}
