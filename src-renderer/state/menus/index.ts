/** What each command of the desk does, its keys, and when it can be done: menu by menu, in the order of the menu bar. */
import type { Command, MenuName } from '../commands.ts'
import type { Desk } from '../desk.svelte.ts'
import { catalogueMenu } from './catalogue.ts'
import { editMenu } from './edit.ts'
import { helpMenu } from './help.ts'
import { pageMenu } from './page.ts'
import { situationOf } from './situation.ts'
import type { Entry, PageActions, Situation } from './situation.ts'
import { reviewMenu } from './review.ts'
import { textMenu } from './text.ts'
import { unitMenu } from './unit.ts'
import { viewMenu } from './view.ts'

export type { PageActions } from './situation.ts'

const MENUS: Readonly<Record<MenuName, (situation: Situation) => Entry[]>> = {
  catalogue: catalogueMenu,
  edit: editMenu,
  unit: unitMenu,
  page: pageMenu,
  text: textMenu,
  review: reviewMenu,
  view: viewMenu,
  help: helpMenu,
}

export function allCommands(desk: Desk, page: () => PageActions | null): Command[] {
  const situation = situationOf(desk, page)
  return (Object.keys(MENUS) as MenuName[]).flatMap((menu) =>
    MENUS[menu](situation).map((entry) => ({ ...entry, menu })),
  )
}
