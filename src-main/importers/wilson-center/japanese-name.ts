/** Officers as a Japanese telegram names them: 外務大臣殿, 鹿取大使, 在ソ連大使. */
import { compact } from './form.ts'

const OFFICE =
  '(?:臨時代理大使|特命全権大使|大使|臨時代理|総領事代理|総領事|公使|領事|政府代表|代表|参事官|外務大臣臨時代理|大臣臨時代理|大臣|官房長官|長官|事務次官|次官|外務審議官|審議官|局長|部長|課長|知事|総理)'
const OFFICER = new RegExp(`^(?<holder>.{0,15}?)${OFFICE}(?:発|より)?$`, 'u')
/** Ministries and posts: words before an office that are no person's name. */
const NO_NAME =
  /^(?:在.+|(?:外務|大蔵|通産|通商産業|農林|農林水産|運輸|郵政|労働|建設|自治|法務|文部|厚生|防衛庁?|内閣総理|内閣官房|内閣|総理|国務|経済産業|財務|環境|官房|事務|政務|筆頭|.+[省庁局部課室]|アジア|欧亜|欧州|北米|中南米|中近東|中近東アフリカ|アフリカ|経済|経済協力|条約|国際協力|国際連合|国連|情報文化|領事移住|調査企画|領事|移住)(?:局|部)?|中国|中華人民共和国|ソ連|ソヴィエト|ロシア|米国|英国|仏国?|フランス|独国?|西独|東独|ドイツ|伊国?|イタリア|韓国|大韓民国|北朝鮮|台湾|インド|タイ|豪州|加国?|カナダ|[\p{Script=Katakana}ー]{2,10}国)?$/u

export interface Officer {
  readonly name: string
  readonly type: 'person' | 'position'
}

/** An office with the name of who holds it, or the office alone. */
export function officer(text: string): Officer | null {
  const name = compact(text).replace(/(?:発|より)$/, '')
  const found = name.length > 25 ? null : OFFICER.exec(name)
  if (!found) return null
  return { name, type: NO_NAME.test(found.groups?.['holder'] ?? '') ? 'position' : 'person' }
}

/** 外務大臣殿: to whom, and what else the line says. */
export function addresseeLine(text: string): { addressee: Officer; rest: string } | null {
  const plain = compact(text)
  if (plain.length > 50 || /[。、]/.test(plain)) return null
  const found = /^(?<to>.{2,25}?)(?:殿|宛て?|あて|閣下|様)(?<rest>.*)$/u.exec(plain)
  const { to = '', rest = '' } = found?.groups ?? {}
  if (to === '') return null
  return { addressee: officer(to) ?? { name: to, type: 'person' }, rest }
}

export const firstOfficer = (text: string): Officer =>
  officer(text) ?? { name: compact(text), type: 'person' }
