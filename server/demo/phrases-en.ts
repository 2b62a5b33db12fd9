/** What people say in English in the demo, all invented here. `{b}` is the brand. */
import type { Feeling } from './phrases-ko.ts'

export const englishPosts: Readonly<Record<Feeling, readonly string[]>> = {
  positive: [
    'Ordered from {b} on Monday, it was at my door on Tuesday. Impressed.',
    'The {b} refill station is the best thing that happened to my laundry corner.',
    '{b} support sorted my exchange in one message. Thank you!',
    'Third set of towels from {b} and still happy with every one of them.',
    'Zero plastic in the {b} parcel. More of this please.',
  ],
  negative: [
    'The {b} refill pack leaks at the seam. Second time this month.',
    '{b} says delivered, my doorstep says otherwise.',
    'Three calls to {b} and nobody picks up. Is anyone there?',
    'Been charged again because the {b} cancel page keeps failing.',
    '{b} app crashes at checkout every single time.',
    'Mug from {b} lost its handle after four weeks. Not good enough.',
  ],
  neutral: [
    'Does {b} ship to Jeju on Saturdays?',
    'Anyone know the {b} return window?',
    'Where can I find the nearest {b} refill store?',
    'Is the {b} duvet available in queen size?',
  ],
  mixed: [
    'Love the {b} soap, but the box arrived soaked.',
    '{b} was late by a day, packaging was lovely though.',
    'Nice design from {b}, wish the app were half as nice.',
  ],
}

export const englishAnswers: Readonly<Record<'positive' | 'negative' | 'neutral', readonly string[]>> = {
  negative: [
    'We are sorry about this. I am looking into it now and will be back with you today.',
    'Thank you for telling us, and sorry for the wait. Please send your order number by message and I will see it through.',
    'A new one is on its way to you. No need to send the other back.',
  ],
  neutral: [
    'Good question! Yes, orders placed before 11 pm on Friday leave on Saturday.',
    'You will find every refill store on our shops page.',
  ],
  positive: ['This made our day, thank you!', 'So glad to hear it. We will pass it on to the team.'],
}
