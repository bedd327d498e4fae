import type { markup as en } from '../en/markup.ts'

export const markup: typeof en = {
  label: '選択した部分の種類',
  marked: (tag: string, passage: string) => `${tag}「${passage}」`,
  tags: {
    emphasis: '強調',
    title: '標題',
    person: '人名',
    corporateBody: '団体名',
    family: '家名',
    place: '地名',
    list: '箇条書き',
    orderedList: '番号付き箇条書き',
  },
}
