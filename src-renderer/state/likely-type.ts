/** What a name most likely is, by how it ends: an office that somebody holds, a body, or else a person. */
import type { AgentType } from '../../src-main/shared/domain/field.ts'

const POSITION =
  /(?:大使|公使|大臣|総理|局長|課長|長官|次官|総領事|領事|参事官|書記官|議長|主席|書記長|大統領|首相|外相|蔵相)殿?$|\b(?:ambassador|minister|secretary|director|president|premier|chairman|consul(?: general)?|governor|director general)$/iu
const BODY =
  /(?:省|庁|局|課|室|館|府|院|委員会|会社|協会|学会|大学|公団|党|連盟|研究所)$|\b(?:ministry|embassy|bureau|division|office|committee|department|agency|university|company|institute|party|association|council|archives)\b/iu
const FAMILY = /家$|\bfamily$/iu

export const likelyType = (name: string): AgentType =>
  POSITION.test(name)
    ? 'position'
    : BODY.test(name)
      ? 'corporateBody'
      : FAMILY.test(name)
        ? 'family'
        : 'person'
