/** What made-up people say in a drill, in English; each post is written for its place. */
import type { DrillScenario } from '../../../contract/inbox/practice.ts'
import { type ScriptedPost, script } from './script.ts'

const delivery = script([
  ['Maya', 'question', 'when', 'Any idea when yesterday’s orders leave the warehouse? I am away tomorrow.'],
  ['Tom', 'fault', 'late', 'My parcel was promised for Monday and it still says “preparing”. That is three days late.'],
  ['Priya', 'fault', 'wrong', 'I ordered a blue mug and got a pink plate. How does that even happen?'],
  ['Sam', 'noise', 'talk', 'Everyone’s post is slow this week, it seems.'],
  ['Elena', 'urgent', 'glass', 'The jar arrived broken and my son cut his hand on it. Who do I speak to right now?'],
  ['Jonas', 'question', 'refund', 'Can I cancel and get my money back while it has not shipped?'],
  ['Tom', 'again', 'late', 'Asking again about my parcel, nobody has answered me yet.'],
  ['Aisha', 'fault', 'missing', 'It was a pack of three and there are only two in the box.'],
  ['Ben', 'question', 'refund', 'How many days until a refund shows up on my card?'],
  ['Chloe', 'noise', 'praise', 'Mine came overnight, so thanks from me!'],
  ['Ruth', 'fault', 'wet', 'The box was left in the rain and every book in it is ruined.'],
])

const payment = script([
  ['Owen', 'question', 'pay', 'Do you take bank transfers as well as cards?'],
  ['Hannah', 'fault', 'double', 'I pressed pay once and was charged twice. That is my rent money.'],
  ['Diego', 'fault', 'error', 'The checkout has thrown an error for an hour and the sale ends tonight.'],
  ['Noor', 'urgent', 'leak', 'I logged in and saw a stranger’s name and address. Can somebody see mine?'],
  ['Kenji', 'noise', 'talk', 'Somebody is having a long night over there.'],
  ['Hannah', 'again', 'double', 'Still waiting for a word about the double charge, please.'],
  ['Sam', 'fault', 'cancel', 'You cancelled my order yesterday and charged me for it again today.'],
  ['Priya', 'question', 'double', 'Will the second payment be cancelled by itself or do I have to ask for it?'],
  ['Maya', 'fault', 'points', 'All of my points disappeared overnight and I never used them.'],
  ['Tom', 'noise', 'praise', 'It works again for me, thank you for the quick fix.'],
])

const quality = script([
  ['Chloe', 'question', 'date', 'Is the date on the lid when it was made or when it expires?'],
  ['Ben', 'fault', 'object', 'There was a piece of plastic in my granola. Shall I send you a picture?'],
  ['Ruth', 'urgent', 'ill', 'All of us got sick after this and my daughter is in hospital now.'],
  ['Jonas', 'noise', 'talk', 'They used to be the good ones, did they not?'],
  ['Elena', 'fault', 'mould', 'The bread from yesterday is mouldy and the label says it is good for three more days.'],
  ['Aisha', 'question', 'batch', 'Which batch is it? I have two of these in my cupboard.'],
  ['Ben', 'again', 'object', 'I wrote about the plastic earlier and have not heard anything.'],
  ['Owen', 'question', 'refund', 'Do I get my money back for packs that I have not opened?'],
  ['Diego', 'fault', 'refuse', 'The woman in your shop laughed at me because I had no receipt. Rude.'],
  ['Hannah', 'noise', 'praise', 'The oatmeal is still the best there is. Hang in there.'],
])

export const wavesEn: Readonly<Record<DrillScenario, readonly ScriptedPost[]>> = { delivery, payment, quality }

/** The posts of a newcomer's task. */
export const guidedEn = script([
  ['Maya', 'question', 'size', 'Hello, does the lid of the large tumbler fit the small one?'],
  ['Tom', 'fault', 'broken', 'The handle of my mug was broken when I unpacked it today. The wrapping was thin, too.'],
  ['Chloe', 'noise', 'praise', 'The line printed on their wrapping paper made me smile.'],
])
