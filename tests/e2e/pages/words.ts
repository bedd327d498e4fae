/** Words in Latin letters that are seen or heard in the page, but for names, codes and units that every language has. */
import type { Page } from '@playwright/test'

/** Names, codes, keys, licences and endings of files. */
const EVERYWHERE =
  /\{\w+(?::\d)?\}|Shoko|English|EAD3?|CSV|Excel|XLSX|RFC|ECMA|CP932|UTF|March 25|ISIL|ISAD|DACS|ISAAR|VIAF|Wikidata|ISNI|NDL|USB|RELAX NG|WAL|SQLite|MIT|SHA-256|EDTF|https?:\S*|Ctrl|Alt|Shift|Enter|Esc(?:ape)?|Del|PgUp|PgDn|Home|End|Space|Tab|Backspace|Wilson Center|TIFF|JPEG|PNG|WebP|AVIF|GIF|PDF|HTML|\S+\.(?:jpg|tif|png|xml|shoko)|jpn|eng|[A-Z][a-z]{3}(?=\s*(?:\(|$))|Documents|March 25, 1984|dpi|px|kB|MB|CC0|XML|Spec|SKOS|Dublin Core|oai_dc|DTD|DOCX|TEI|METS|PREMIS|EAC-CPF|COinS|MODS|MARC(?:XML)?(?: 21)?|RiC-O|JSON-LD|CSL-JSON|BibTeX|RIS|AtoM|ArchivesSpace|Zotero|EndNote|JabRef|LaTeX|ISO|hOCR|ALTO|PAGE|OCR|RDF|Turtle|N-Triples|AAT|TGN|UKAT|GeoNames|ndlsh|lcsh|aat|local(?=。)|Code 128|SQLCipher|AES|SSD|keyslots\.json|REL-\d{4}-\d{4}|iii|[\da-f]{64}/g

export async function latinWords(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => {
    const found: string[] = []
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const { parentElement } = node
      if (parentElement && !parentElement.closest('script, style, [lang=en]'))
        found.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '')
    }
    return found
  })
  return seen
    .filter((text) => /[A-Za-z]{3}/.test(text.replaceAll(EVERYWHERE, ' ')))
    .map((text) => text.trim())
}
