/** What was said, oldest first: the customer at the left, we at the right, notes in their own colour. */
import { ArrowDown } from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationDetail, Message } from '../../contract/inbox.ts'
import { Button } from '../kit/button.tsx'
import { useChannelName } from '../listening/index.ts'
import { dayKey } from '../platform/format.ts'
import { useFormats } from '../platform/session.ts'
import { MessageBubble } from './message.tsx'
import { words } from './words.ts'

export const Messages = ({ conversation }: { conversation: ConversationDetail }) => {
  const t = words.useT()
  const { messages } = conversation
  const scroller = useRef<HTMLDivElement>(null)
  const { isNewBelow, toEnd, onScroll } = useEnd(scroller, messages)
  const formats = useFormats()
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <div
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-label={t('thread.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="scroll-quiet flex min-h-0 grow flex-col gap-3 px-[22px] py-[18px] outline-none max-md:px-3 max-md:py-3"
      >
        <Beginning conversation={conversation} />
        {messages.map((message, index) => {
          const before = messages[index - 1]
          const isNewDay = before && dayKey(before.at, formats.timeZone) !== dayKey(message.at, formats.timeZone)
          return (
            <div key={message.id} className="contents">
              {isNewDay && <Line>{formats.day(message.at)}</Line>}
              <MessageBubble conversation={conversation} message={message} />
            </div>
          )
        })}
      </div>
      {isNewBelow && (
        <Button
          icon={ArrowDown}
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-float"
          onClick={toEnd}
        >
          {t('thread.new')}
        </Button>
      )}
    </div>
  )
}

const Line = ({ children }: { children: ReactNode }) => (
  <p className="self-center text-center text-faint text-xs tabular-nums">{children}</p>
)

const Beginning = ({ conversation }: { conversation: ConversationDetail }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { messages, messageCount } = conversation
  if (messages.length === 0) return <Line>{t('thread.empty')}</Line>
  if (messageCount > messages.length) return <Line>{t('thread.older', { count: messages.length })}</Line>
  return (
    <Line>
      {formats.moment(messages[0]?.at ?? conversation.lastMessageAt)} ·{' '}
      {t('thread.began', { channel: channelName(conversation.channel) })}
      {messageCount > 1 && ` · ${t('thread.count', { count: messageCount })}`}
    </Line>
  )
}

/** Stays at the end while the reader is there; says that something is new when they are not. */
const useEnd = (scroller: React.RefObject<HTMLDivElement | null>, messages: readonly Message[]) => {
  const isAtEnd = useRef(true)
  const [isNewBelow, setNewBelow] = useState(false)
  const lastId = messages.at(-1)?.id
  const isOurs = messages.at(-1)?.direction !== 'inbound'
  const toEnd = () => {
    const element = scroller.current
    if (element) element.scrollTop = element.scrollHeight
    setNewBelow(false)
  }
  useLayoutEffect(() => {
    if (lastId === undefined) return
    if (isAtEnd.current || isOurs) {
      const element = scroller.current
      if (element) element.scrollTop = element.scrollHeight
    } else setNewBelow(true)
  }, [lastId, isOurs, scroller])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    // The composer grows and shrinks below: the last words stay in sight.
    const watch = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [scroller])
  return {
    isNewBelow,
    toEnd,
    onScroll: () => {
      const element = scroller.current
      if (!element || element.clientHeight === 0) return
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 48
      if (isAtEnd.current) setNewBelow(false)
    },
  }
}
