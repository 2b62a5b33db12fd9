/** The words of every room of the web, by which journeys find what a person would see. */
import { en as fieldsEn } from '../web/access/fields/words.en.ts'
import { ko as fieldsKo } from '../web/access/fields/words.ko.ts'
import { en as providersEn } from '../web/access/providers/words.en.ts'
import { ko as providersKo } from '../web/access/providers/words.ko.ts'
import { en as teamsEn } from '../web/access/teams/words.en.ts'
import { ko as teamsKo } from '../web/access/teams/words.ko.ts'
import { en as accessEn } from '../web/access/words.en.ts'
import { ko as accessKo } from '../web/access/words.ko.ts'
import { en as filesEn } from '../web/channels/import/words.en.ts'
import { ko as filesKo } from '../web/channels/import/words.ko.ts'
import { en as statusEn } from '../web/channels/status/words.en.ts'
import { ko as statusKo } from '../web/channels/status/words.ko.ts'
import { en as channelsEn } from '../web/channels/words.en.ts'
import { ko as channelsKo } from '../web/channels/words.ko.ts'
import { en as cohortsEn } from '../web/customers/cohorts/words.en.ts'
import { ko as cohortsKo } from '../web/customers/cohorts/words.ko.ts'
import { en as matchesEn } from '../web/customers/matches/words.en.ts'
import { ko as matchesKo } from '../web/customers/matches/words.ko.ts'
import { en as pathsEn } from '../web/customers/paths/words.en.ts'
import { ko as pathsKo } from '../web/customers/paths/words.ko.ts'
import { en as stagesEn } from '../web/customers/stages/words.en.ts'
import { ko as stagesKo } from '../web/customers/stages/words.ko.ts'
import { en as touchEn } from '../web/customers/touch/words.en.ts'
import { ko as touchKo } from '../web/customers/touch/words.ko.ts'
import { en as customersEn } from '../web/customers/words.en.ts'
import { ko as customersKo } from '../web/customers/words.ko.ts'
import { en as helpEn } from '../web/help/words.en.ts'
import { ko as helpKo } from '../web/help/words.ko.ts'
import { en as authorityEn } from '../web/inbox/authority/words.en.ts'
import { ko as authorityKo } from '../web/inbox/authority/words.ko.ts'
import { en as clocksEn } from '../web/inbox/clocks/words.en.ts'
import { ko as clocksKo } from '../web/inbox/clocks/words.ko.ts'
import { en as ledgerEn } from '../web/inbox/ledger/words.en.ts'
import { ko as ledgerKo } from '../web/inbox/ledger/words.ko.ts'
import { en as practiceEn } from '../web/inbox/practice/words.en.ts'
import { ko as practiceKo } from '../web/inbox/practice/words.ko.ts'
import { en as rulesEn } from '../web/inbox/rules/words.en.ts'
import { ko as rulesKo } from '../web/inbox/rules/words.ko.ts'
import { en as inboxEn } from '../web/inbox/words.en.ts'
import { ko as inboxKo } from '../web/inbox/words.ko.ts'
import { en as deepEn } from '../web/insight/deep/words.en.ts'
import { ko as deepKo } from '../web/insight/deep/words.ko.ts'
import { en as lessonsEn } from '../web/insight/lessons/words.en.ts'
import { ko as lessonsKo } from '../web/insight/lessons/words.ko.ts'
import { en as insightEn } from '../web/insight/words.en.ts'
import { ko as insightKo } from '../web/insight/words.ko.ts'
import { en as kitEn } from '../web/kit/words.en.ts'
import { ko as kitKo } from '../web/kit/words.ko.ts'
import { en as reportEn } from '../web/listening/report/words.en.ts'
import { ko as reportKo } from '../web/listening/report/words.ko.ts'
import { en as themesEn } from '../web/listening/themes/words.en.ts'
import { ko as themesKo } from '../web/listening/themes/words.ko.ts'
import { en as listeningEn } from '../web/listening/words.en.ts'
import { ko as listeningKo } from '../web/listening/words.ko.ts'
import { en as platformEn } from '../web/platform/words.en.ts'
import { ko as platformKo } from '../web/platform/words.ko.ts'
import { en as voiceEn } from '../web/voice/words.en.ts'
import { ko as voiceKo } from '../web/voice/words.ko.ts'

export type Language = 'ko' | 'en'

export const wordsOf = {
  ko: {
    access: accessKo,
    channels: channelsKo,
    authority: authorityKo,
    clocks: clocksKo,
    cohorts: cohortsKo,
    customers: customersKo,
    fields: fieldsKo,
    stages: stagesKo,
    status: statusKo,
    files: filesKo,
    help: helpKo,
    inbox: inboxKo,
    insight: insightKo,
    ledger: ledgerKo,
    deep: deepKo,
    lessons: lessonsKo,
    kit: kitKo,
    listening: listeningKo,
    platform: platformKo,
    practice: practiceKo,
    providers: providersKo,
    report: reportKo,
    rules: rulesKo,
    teams: teamsKo,
    voice: voiceKo,
    themes: themesKo,
    matches: matchesKo,
    touch: touchKo,
    paths: pathsKo,
  },
  en: {
    access: accessEn,
    channels: channelsEn,
    authority: authorityEn,
    clocks: clocksEn,
    cohorts: cohortsEn,
    customers: customersEn,
    fields: fieldsEn,
    stages: stagesEn,
    status: statusEn,
    files: filesEn,
    help: helpEn,
    inbox: inboxEn,
    insight: insightEn,
    ledger: ledgerEn,
    deep: deepEn,
    lessons: lessonsEn,
    kit: kitEn,
    listening: listeningEn,
    platform: platformEn,
    practice: practiceEn,
    providers: providersEn,
    report: reportEn,
    rules: rulesEn,
    teams: teamsEn,
    voice: voiceEn,
    themes: themesEn,
    matches: matchesEn,
    touch: touchEn,
    paths: pathsEn,
  },
}
