/** Beside the composer: what we told others who asked the same, where it comes from and how it was taken; put in with one key. */
import { History, MessageSquareQuote } from 'lucide-react'
import { useState } from 'react'
import { listPastAnswers, type PastAnswer } from '../../../contract/inbox/suggestions.ts'
import type { ConversationDetail } from '../../../contract/inbox.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, SentimentChip } from '../../kit/chip.tsx'
import { Kbd } from '../../kit/kbd.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMe } from '../../platform/session.ts'
import { fillFields } from '../../voice/index.ts'
import { Assists } from './assists.tsx'
import { words } from './words.ts'

/** Whoever walks through the queue asks for nothing until they stay. */
const settleMs = 350

interface PanelProps {
  conversation: ConversationDetail
  onInsert: (text: string) => void
}

export const SuggestionsPanel = ({ conversation, onInsert }: PanelProps) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  const { user } = useMe()
  const lastAsked = conversation.messages.findLast(message => message.direction === 'inbound')?.id ?? ''
  const settled = useSettled(`${conversation.id} ${lastAsked}`, settleMs)
  const isStill = settled === `${conversation.id} ${lastAsked}`
  const { data } = useEndpoint(
    listPastAnswers,
    { conversationId: conversation.id },
    { when: isStill, staleMs: 10 * 60_000 },
  )
  if (!data) return null
  const insert = (text: string) => onInsert(fillFields(text, { 고객명: conversation.customerName, 담당자: user.name }))
  const { answers, savedReplies } = data
  if (answers.length === 0 && savedReplies.length === 0 && !data.hasProvider) return null
  const first = answers[0]?.text ?? savedReplies[0]?.text
  const title =
    answers.length > 0
      ? t('title', { count: answers.length })
      : savedReplies.length > 0
        ? t('titleSaved', { count: savedReplies.length })
        : t('titleAsk')
  return (
    <details
      className="border-hair border-b text-sm"
      onToggle={event => setOpen(event.currentTarget.open)}
      open={isOpen}
    >
      {answers.map((answer, n) => (
        <InsertKey key={answer.messageId} n={n + 1} onInsert={() => insert(answer.text)} />
      ))}
      <summary className="flex cursor-pointer items-center gap-1.5 px-3 py-1.5 text-muted text-xs pointer-coarse:min-h-8">
        <History size={13} aria-hidden className="shrink-0" />
        <span className="shrink-0">{title}</span>
        {!isOpen && first && <span className="min-w-0 grow truncate text-faint">{first}</span>}
        {!isOpen && answers.length > 0 && (
          <span className="shrink-0 pointer-coarse:hidden">
            <Kbd keys="alt+1" />
          </span>
        )}
      </summary>
      {isOpen && (
        <div className="scroll-quiet flex max-h-[32dvh] flex-col gap-2 overflow-auto px-3 pb-2.5">
          {answers.length > 0 && (
            <ul className="flex flex-col gap-2">
              {answers.map((answer, n) => (
                <Answer key={answer.messageId} answer={answer} n={n + 1} onInsert={() => insert(answer.text)} />
              ))}
            </ul>
          )}
          {savedReplies.map(reply => (
            <div key={reply.id} className="flex items-start gap-2 rounded-md border border-hair px-2.5 py-2">
              <MessageSquareQuote size={14} aria-hidden className="mt-0.5 shrink-0 text-faint" />
              <span className="min-w-0 grow">
                <span className="font-medium">{reply.name}</span>{' '}
                <span className="text-faint text-xs">{t('saved')}</span>
                <span className="line-clamp-2 text-muted">{reply.text}</span>
              </span>
              <Button size="sm" onClick={() => insert(reply.text)}>
                {t('insert')}
              </Button>
            </div>
          ))}
          {answers.length > 0 && <p className="text-faint text-xs">{t('masked')}</p>}
          <Assists conversation={conversation} onInsert={onInsert} />
        </div>
      )}
    </details>
  )
}

const InsertKey = ({ n, onInsert }: { n: number; onInsert: () => void }) => {
  const t = words.useT()
  useShortcut(`alt+${n}`, t('insertKey', { n }), onInsert)
  return null
}

const Answer = ({ answer, n, onInsert }: { answer: PastAnswer; n: number; onInsert: () => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const { reaction } = answer
  return (
    <li className="flex flex-col gap-1 rounded-md border border-hair px-2.5 py-2">
      <p className="truncate text-faint text-xs">{t('asked', { text: answer.question })}</p>
      <div className="flex items-start gap-2">
        <p className="line-clamp-4 min-w-0 grow whitespace-pre-line">{answer.text}</p>
        <Button size="sm" onClick={onInsert}>
          {t('insert')}
          <span className="opacity-80 pointer-coarse:hidden">
            <Kbd keys={`alt+${n}`} />
          </span>
        </Button>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
        <PageLink to={`/inbox/${answer.conversationId}`} title={t('open')} className="text-accent-text hover:underline">
          {answer.by} · {formats.day(answer.at)}
        </PageLink>
        {reaction.score !== null && (
          <Chip tone={reaction.score >= 4 ? 'pos' : reaction.score <= 2 ? 'neg' : 'neu'}>
            {t('score', { score: reaction.score })}
          </Chip>
        )}
        {reaction.sentiment && <SentimentChip label={reaction.sentiment} />}
        {answer.times > 1 && <span>{t('times', { count: answer.times })}</span>}
        <span className="text-faint">
          {t('why', { words: answer.shared.join(', '), share: formats.share(answer.likeness) })}
        </span>
      </p>
    </li>
  )
}
