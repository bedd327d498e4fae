import { mount } from 'svelte'
import App from './App.svelte'
import { createClients, takeKey } from './client.ts'
import { Words } from './i18n.svelte.ts'
import { Desk } from './state/desk.svelte.ts'
import { Host } from './state/host.ts'
import './styles/tokens.css'
import './styles/base.css'

const { location, history, sessionStorage, document } = window
const key = takeKey(location, history, sessionStorage)
const words = new Words()
const desk = new Desk({
  ...createClients(location.origin, key),
  host: new Host(location.origin, key, window.shokoHost ?? null),
  words,
  root: document.documentElement,
})

const target = document.querySelector('#app')
if (target) mount(App, { target, props: { desk } })
