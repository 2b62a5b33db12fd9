/** What the workspace marks a conversation with: tags and values of its own fields. */
import {
  type ConversationDetail,
  getConversation,
  listConversations,
  setConversationFields,
  tagConversation,
} from '../../contract/inbox.ts'
import { OwnFields } from '../access/index.ts'
import { TagsOf } from '../listening/index.ts'
import { useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'

const changed = [getConversation, listConversations] as const

export const ConversationMarks = ({ conversation }: { conversation: ConversationDetail }) => {
  const mayEdit = useMay()('inbox.reply')
  const conversationId = conversation.id
  const set = useVerb(setConversationFields, { isQuiet: true, refetch: changed })
  const tag = useVerb(tagConversation, { refetch: changed })
  return (
    <>
      <TagsOf
        tags={conversation.tags}
        mayEdit={mayEdit}
        onTag={({ add = [], remove = [] }) =>
          tag.run({ conversationId, add: add.map(one => one.id), remove: remove.map(one => one.id) })
        }
      />
      <OwnFields
        noun="conversation"
        values={conversation.fields}
        mayEdit={mayEdit}
        onSave={values => set.ask({ conversationId, values })}
      />
    </>
  )
}
