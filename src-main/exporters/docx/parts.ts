/** The parts of a document (ECMA-376, WordprocessingML) that are the same whatever it says. */
import { escapeText } from '../../xml/serialize.ts'

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
export const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** As many levels of headings as there are; what is deeper has the last. */
export const HEADINGS = 9
const SIZES = [32, 28, 26, 24, 23, 22, 22, 22, 22]

const paragraphStyle = (id: string, name: string, paragraph: string, run: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${more}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
const runStyle = (id: string, name: string, run: string): string =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:qFormat/><w:rPr>${run}</w:rPr></w:style>`

const size = (halfPoints: number): string => `<w:sz w:val="${String(halfPoints)}"/>`
const spacing = (before: number, after: number): string =>
  `<w:spacing w:before="${String(before)}" w:after="${String(after)}"/>`
const SOFT = '<w:color w:val="5C574D"/>'
const NEXT = '<w:next w:val="Field"/>'
/** The name of a field stands in the margin that its words leave free. */
const FIELD = `<w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs><w:ind w:left="2268" w:hanging="2268"/>`

export const STYLES =
  `${XML}<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Yu Mincho" w:cs="Times New Roman"/>${size(21)}<w:lang w:val="en-GB" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${spacing(0, 60)}</w:pPr></w:pPrDefault></w:docDefaults>` +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  paragraphStyle('Title', 'Title', spacing(0, 80), `<w:b/>${size(40)}`) +
  paragraphStyle('Subtitle', 'Subtitle', spacing(0, 80), `${SOFT}${size(26)}`) +
  paragraphStyle('StaffNotice', 'Staff Notice', spacing(0, 160), '<w:b/><w:color w:val="8A4B00"/>') +
  SIZES.map((halfPoints, at) => {
    const n = String(at + 1)
    const outline = `<w:keepNext/><w:keepLines/>${spacing(at < 3 ? 280 : 200, 60)}<w:outlineLvl w:val="${String(at)}"/>`
    return paragraphStyle(`Heading${n}`, `heading ${n}`, outline, `<w:b/>${size(halfPoints)}`, NEXT)
  }).join('') +
  paragraphStyle('Field', 'Field', FIELD, '') +
  paragraphStyle('FieldMore', 'Field More', '<w:ind w:left="2268"/>', '') +
  paragraphStyle('FieldList', 'Field List', '<w:ind w:left="2552" w:hanging="284"/>', '') +
  runStyle('Label', 'Label', `${SOFT}${size(18)}`) +
  runStyle('Beside', 'Beside', `<w:b w:val="0"/>${SOFT}${size(18)}`) +
  runStyle('Emphasis', 'Emphasis', '<w:i/>') +
  '</w:styles>'

/** At the foot of each sheet: whose it is, and its number. */
export const footer = (words: string): string =>
  `${XML}<w:ftr xmlns:w="${MAIN}"><w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr><w:r><w:rPr><w:rStyle w:val="Beside"/></w:rPr><w:t xml:space="preserve">${escapeText(words)}</w:t><w:tab/></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rStyle w:val="Beside"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`

/** A4, in twentieths of a point. */
export const SECTION =
  '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'

export const properties = (title: string, creator: string): string =>
  `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeText(title)}</dc:title><dc:creator>${escapeText(creator)}</dc:creator></cp:coreProperties>`

export const RELATIONSHIPS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

export const DOCUMENT_RELATIONSHIPS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rIdFooter" Type="${OFFICE}/footer" Target="footer1.xml"/></Relationships>`

export const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${TYPES}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
