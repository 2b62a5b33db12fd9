/** 듣기 → 주제 → 고치기: everything about a topic on one page. */
import { useState } from 'react'
import { listMentions, listTopics, type Topic, updateTopic } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { BackLink } from '../platform/back-link.tsx'
import { useGo, usePathParams } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { TopicGone } from './topic.tsx'
import { GoalField, NameFields, type TopicDraft } from './topic-fields.tsx'
import { QueryField } from './topic-query.tsx'
import { useArchive } from './topics.tsx'
import { words } from './words.ts'

export const TopicEditPage = () => {
  const t = words.useT()
  const { topicId } = usePathParams()
  const topics = useEndpoint(listTopics, {})
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to={`/listen/topics/${topicId}`} label={t('topics.title')} />}
          title={t('topics.edit')}
        />
      }
    >
      <Scroll>
        <Loaded query={topics} waiting={<SkeletonRows hasFace={false} />}>
          {({ items }) => {
            const topic = items.find(one => one.id === topicId)
            return topic ? <TopicForm key={topic.id} topic={topic} /> : <TopicGone />
          }}
        </Loaded>
      </Scroll>
    </Page>
  )
}

const TopicForm = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const go = useGo()
  const toasts = useToasts()
  const archive = useArchive()
  const [draft, setDraft] = useState<TopicDraft>(topic)
  const change = (part: Partial<TopicDraft>) => setDraft(before => ({ ...before, ...part }))
  const verb = useVerb(updateTopic, {
    isQuiet: true,
    refetch: [listTopics, listMentions],
    onDone: saved => {
      toasts.show({ text: t('topics.saved', { name: saved.name }), tone: 'good' })
      go(`/listen/topics/${saved.id}`)
    },
  })
  const { name, kind, goal, query, slots } = draft
  const isWhole = [name, goal, query].every(text => text.trim() !== '')
  const fields = { draft, onChange: change, error: verb.error }
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-5 px-4 py-6">
      <NameFields {...fields} />
      <GoalField {...fields} />
      <QueryField {...fields} topicId={topic.id} />
      <div className="flex gap-2 border-hair border-t pt-4">
        <Button
          tone="danger"
          onClick={() => {
            archive(topic)
            go('/listen/topics')
          }}
        >
          {t('topics.archive')}
        </Button>
        <div className="grow" />
        <Button onClick={() => go(`/listen/topics/${topic.id}`)}>{kit('cancel')}</Button>
        <Button
          tone="primary"
          disabled={!isWhole}
          isBusy={verb.isRunning}
          onClick={() => verb.run({ topicId: topic.id, name, kind, goal, query, slots })}
        >
          {t('topics.save')}
        </Button>
      </div>
    </div>
  )
}
