/** Who may knock at a widget's door: pages of its origins, and no address too often. */
import { type Ctx, type SystemCtx, within } from '../../../platform/ctx.ts'
import type { HookAnswer, HookCall } from '../../../platform/hook.ts'
import { workspaceOfKey } from '../../chat/asked.ts'
import { type Bucket, type Limited, takeCall } from '../../chat/limits.ts'
import { isAllowedOrigin, originOf } from '../../pages/origins.ts'
import { noteKnock, type WidgetRow, widgetByKey } from '../../store/widgets.ts'

export interface Visit {
  readonly here: Ctx
  readonly widget: WidgetRow
  /** Its own page alone reads the answer; no cookie rides along, none is set. */
  readonly headers: Readonly<Record<string, string>>
}

const plain = { 'cache-control': 'no-store', 'cross-origin-resource-policy': 'cross-origin' }

export const answer = (status: number, body: string): HookAnswer => ({
  status,
  body,
  headers: { ...plain, 'access-control-allow-origin': '*' },
})

export const json = ({ headers }: Pick<Visit, 'headers'>, status: number, body: unknown): HookAnswer => ({
  status,
  body: JSON.stringify(body),
  headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
})

/** The widget of a key, for a page that may show it. What is no page (a program that says no origin) may not. */
export const enter = async (
  ctx: SystemCtx,
  call: HookCall,
  key: string,
): Promise<Visit | { readonly answer: HookAnswer }> => {
  const workspaceId = workspaceOfKey(key)
  const widget = workspaceId === null ? undefined : await widgetByKey(ctx, workspaceId, key)
  if (widget === undefined) return { answer: answer(404, 'There is no such widget.') }
  const origin = originOf(call.headers)
  // Our own settings show it as it looks.
  const isOurs = origin !== null && origin === ownOrigin(ctx, call)
  if (!isOurs && !isAllowedOrigin(origin, widget.origins)) {
    await noteKnock(ctx, widget, (origin ?? '—').slice(0, 200))
    return { answer: answer(403, 'This origin is not among those that the widget allows.') }
  }
  return {
    here: within(ctx, widget.workspace_id),
    widget,
    headers: { ...plain, 'access-control-allow-origin': origin!, vary: 'Origin' },
  }
}

/** Where this program is reached, as its operator or the browser says. */
const ownOrigin = (ctx: SystemCtx, call: HookCall): string | null => {
  const { publicUrl } = ctx.world.config
  if (publicUrl !== undefined) return new URL(publicUrl).origin
  return call.headers.get('sec-fetch-site') === 'same-origin'
    ? (call.headers.get('origin') ?? refererOrigin(call))
    : null
}

const refererOrigin = (call: HookCall): string | null => {
  const given = call.headers.get('referer')
  return given !== null && URL.canParse(given) ? new URL(given).origin : null
}

/** Takes a call of an address at a widget. @returns null where it is allowed, else what it is answered. */
export const limited = (visit: Visit, what: Limited, address: string): HookAnswer | null => {
  const { here, widget } = visit
  const kept = here.world.memo('channels.chat_calls', () => new Map<string, Bucket>())
  const wait = takeCall(kept, what, `${widget.account_id} ${address}`, here.now.getTime())
  if (wait === 0) return null
  const refused = json(visit, 429, { why: 'too_fast', wait })
  return { ...refused, headers: { ...refused.headers, 'retry-after': String(wait) } }
}
