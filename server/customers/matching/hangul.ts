/** Korean names as letters: what a syllable is made of, and a skeleton that all romanisations of a name share. */

const first = 0xac00
const leads = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const ends = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']

export const isHangul = (text: string): boolean => /^[\uac00-\ud7a3]+$/.test(text)
export const hasHangul = (text: string): boolean => /[\uac00-\ud7a3]/.test(text)

/** Syllables taken apart into letters: 김 → ㄱㅣㅁ. A slip of one key is then one slip of the pen. */
export const jamoOf = (text: string): string => {
  let out = ''
  for (const character of text) {
    const order = character.charCodeAt(0) - first
    if (order < 0 || order > 11171) out += character
    else out += leads[Math.floor(order / 588)]! + vowels[Math.floor((order % 588) / 28)]! + ends[order % 28]!
  }
  return out
}

/** Consonants that romanisations do not keep apart have one letter; so have vowels. */
const leadSkeletons = 'k,k,n,t,t,r,m,p,p,s,s,,c,c,c,k,t,p,h'.split(',')
const vowelSkeletons = 'a,e,a,e,o,e,o,e,o,a,e,e,o,u,o,e,i,u,u,i,i'.split(',')
const endSkeletons = ',k,k,k,n,n,n,t,r,r,m,r,r,r,r,r,m,p,p,t,t,n,t,t,k,t,p,'.split(',')

/** @returns the skeleton of Hangul: 민수 → `minsu`. */
const skeletonOfHangul = (text: string): string => {
  let out = ''
  for (const character of text) {
    const order = character.charCodeAt(0) - first
    if (order < 0 || order > 11171) continue
    out +=
      leadSkeletons[Math.floor(order / 588)]! +
      vowelSkeletons[Math.floor((order % 588) / 28)]! +
      endSkeletons[order % 28]!
  }
  return out
}

/** Latin spellings of Korean sounds folded onto the skeleton: Minsoo, Min-su → `minsu`; Hyun, Hyeon → `hon`. */
const skeletonOfLatin = (text: string): string =>
  text
    .replace(/[^a-z]/g, '')
    .replace(/ng/g, 'n')
    .replace(/eui|ui/g, 'i')
    .replace(/yeo|you|yu(?=n|ng)|yo|eo|oh(?![aeiouwy])|au|wo|o{1}e(?=o)/g, 'o')
    .replace(/oo|ou|eu|woo|yu|ew/g, 'u')
    .replace(/yae|yai|ae|ai|ay|ye|oe|wae|we|ei/g, 'e')
    .replace(/wi|ee|yi|ih(?![aeiouwy])/g, 'i')
    .replace(/wa|ya|ah(?![aeiouwy])/g, 'a')
    .replace(/ch|jj|j/g, 'c')
    .replace(/sh|ss/g, 's')
    .replace(/g+|kk|q/g, 'k')
    .replace(/b+|pp/g, 'p')
    .replace(/d+|tt/g, 't')
    .replace(/l+|rr/g, 'r')
    .replace(/u/g, 'u')
    .replace(/(.)\1+/g, '$1')

/** What all spellings of a Korean given name share, in either script: vowels that spellings confuse are one. */
export const skeletonOf = (text: string): string =>
  (hasHangul(text) ? skeletonOfHangul(text) : skeletonOfLatin(text)).replace(/[ou]/g, 'o').replace(/(.)\1+/g, '$1')

/** Family names with the Latin spellings in use (National Institute of the Korean Language, survey of 2015 and passports). */
const familySpellings =
  '김:kim gim;이:lee yi rhee i li rhie;박:park pak bak;최:choi choe;정:jung jeong chung cheong;강:kang gang;조:cho jo;윤:yoon yun youn;장:jang chang;임:lim im rim;한:han;오:oh o;서:seo suh so;신:shin sin;권:kwon gwon;황:hwang;안:ahn an;송:song;류:ryu ryoo;유:yoo yu you;홍:hong;전:jeon jun chun;고:ko go koh;문:moon mun;양:yang;손:son sohn;배:bae pae;백:baek paik back;허:heo hur huh;남:nam;심:shim sim;노:noh roh no;하:ha;곽:kwak gwak;성:sung seong;차:cha;주:joo ju;우:woo wu;구:koo gu ku;민:min;진:jin chin;지:ji jee;엄:eom um;채:chae;원:won;천:cheon chun;방:bang pang;공:kong gong;현:hyun hyeon;함:ham;변:byun byeon;염:yeom yum;여:yeo;추:choo chu;도:do;소:so;석:seok suk;선:sun seon;설:seol sul;마:ma;길:gil kil;연:yeon;위:wi;표:pyo;명:myung myeong;기:ki gi;반:ban;왕:wang;금:keum geum;옥:ok;육:yook yuk;인:in;맹:maeng;제:je;모:mo;탁:tak;국:kook guk;어:eo;은:eun;편:pyeon;용:yong;남궁:namgung namkung;황보:hwangbo;제갈:jegal;선우:sunwoo seonu;독고:dokgo;사공:sagong;서문:seomun;동방:dongbang;탁:tak;라:ra;나:na;감:kam;경:kyung;피:pi;봉:bong;빈:bin;형:hyung;목:mok;두:du;태:tae;부:boo bu'

const spellings = new Map(
  familySpellings.split(';').map(one => {
    const [name, latin] = one.split(':') as [string, string]
    return [name, latin.split(' ')] as const
  }),
)
/** Latin spelling → family names that are written so. */
const familiesOf = new Map<string, Set<string>>()
for (const [name, latin] of spellings)
  for (const one of latin) familiesOf.set(one, (familiesOf.get(one) ?? new Set()).add(name))

export const isKoreanFamily = (name: string): boolean => spellings.has(name)
/** Whether a text is a Korean family name in either script. */
export const isSpelledKorean = (name: string): boolean => spellings.has(name) || familiesOf.has(name)
export const isLatinKoreanFamily = (name: string): boolean => familiesOf.has(name)

/** Whether two family names, of which one is Hangul and one Latin or both Latin, are spellings of one. */
export const isSameFamily = (a: string, b: string): boolean => {
  const right = familiesOf.get(b)
  if (spellings.has(a)) return right?.has(a) ?? false
  const left = familiesOf.get(a)
  if (left === undefined) return false
  if (spellings.has(b)) return left.has(b)
  if (right === undefined) return false
  for (const name of left) if (right.has(name)) return true
  return false
}

/**
 * 김민수 → 김, 민수. Null for what is no whole Korean name by its length and first syllable. Two syllables are left whole:
 * most are a given name by itself.
 */
export const splitKorean = (text: string): { family: string; given: string } | null => {
  if (!isHangul(text) || text.length < 3) return null
  const two = text.slice(0, 2)
  if (text.length <= 5 && spellings.has(two)) return { family: two, given: text.slice(2) }
  const one = text.slice(0, 1)
  return text.length <= 4 && spellings.has(one) ? { family: one, given: text.slice(1) } : null
}
