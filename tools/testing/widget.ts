/** A page with the chat widget, as tests play it: what its visitor sends, and what the inbox makes of it. */
import { randomUUID } from 'node:crypto'
import { addWidget, type Widget, type WidgetSettings } from '../../contract/channels/widgets.ts'
import { drain } from './drain.ts'
import { tokenOf } from './pages.ts'
import type { TestProgram } from './program.ts'

export const plainTexts = { title: '', greeting: '', away: '', consent: '' }
export const plainSettings: WidgetSettings = {
  color: '#2f5bea',
  side: 'right',
  theme: 'auto',
  language: 'auto',
  takesFiles: true,
  privacyUrl: null,
  hours: null,
  texts: { ko: plainTexts, en: plainTexts },
}

export const shopOrigin = 'https://shop.example'

/** What a widget shows of a chat. */
export interface ShownChat {
  token: string
  isOpen: boolean
  messages: { n: number; id: string; own: boolean; text: string; files: { id: string; name: string; type: string }[] }[]
  why?: string
}

/** A workspace of its own with a widget on it. */
export const widgetPlace = async (program: TestProgram, settings: Partial<WidgetSettings> = {}) => {
  const workspace = await program.workspace()
  const { owner } = program
  const widget: Widget = await owner.call(addWidget, {
    workspaceId: workspace.id,
    name: '하늘상점 채팅',
    origins: ['shop.example'],
    settings: { ...plainSettings, ...settings },
  })
  const send = async (verb: string, body: object, options: { origin?: string; file?: Uint8Array } = {}) => {
    const line = JSON.stringify({ key: widget.key, ...body })
    const answer = await fetch(`${program.url}/api/hooks/chat/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin: options.origin ?? shopOrigin },
      body: options.file ? Buffer.concat([Buffer.from(`${line}\n`), options.file]) : line,
    })
    const text = await answer.text()
    const told = (text.startsWith('{') ? JSON.parse(text) : {}) as ShownChat
    return { status: answer.status, headers: answer.headers, text, told }
  }
  const start = async (more: object = {}): Promise<string> => {
    const { status, told } = await send('start', { agreed: '보관에 동의합니다.', language: 'ko', ...more })
    if (status !== 200) throw new Error(`start was answered ${status}`)
    return told.token
  }
  return {
    workspace,
    owner,
    widget,
    send,
    start,
    say: (token: string, text: string, more: object = {}) => send('say', { token, id: randomUUID(), text, ...more }),
    history: async (token: string, after = 0) => (await send('history', { token, after })).told,
    identity: (secret: string, claims: object) => tokenOf(secret, claims),
    /** Everything that reactions make of what was said. */
    settle: async () => {
      for (let ran = 1; ran > 0; ) {
        ran = 0
        for (const room of ['channels', 'listening', 'customers', 'inbox']) ran += await drain(program, room)
      }
    },
  }
}
