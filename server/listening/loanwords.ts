/** Names between English and Hangul spelling: a small table of words that names are made of, and rules for the rest. */
import { isHangul, joinSyllable, splitSyllable } from './hangul.ts'

/** Words that brand names are made of, in English and as Koreans write them. */
const wordList =
  'air 에어,all 올,apple 애플,art 아트,auto 오토,baby 베이비,back 백,bag 백,bakery 베이커리,bank 뱅크,bar 바,base 베이스,bay 베이,bean 빈,bear 베어,beauty 뷰티,bed 베드,beer 비어,best 베스트,bike 바이크,black 블랙,blue 블루,board 보드,body 바디|보디,book 북,box 박스,boy 보이,bread 브레드,brand 브랜드,burger 버거,bus 버스,cafe 카페,cake 케이크|케익,camp 캠프,candy 캔디,car 카,card 카드,care 케어,case 케이스,cash 캐시,cat 캣,center 센터,chain 체인,check 체크,chicken 치킨,city 시티,class 클래스,clean 클린,click 클릭,clinic 클리닉,cloud 클라우드,club 클럽,coffee 커피,color 컬러,come 컴,cook 쿡,cosmetics 코스메틱,country 컨트리,cream 크림,daily 데일리,data 데이터,day 데이,dental 덴탈,design 디자인,diet 다이어트,digital 디지털,dog 독|도그,door 도어,dream 드림,drive 드라이브,eagle 이글,earth 어스,easy 이지,eco 에코,edu 에듀,energy 에너지,express 익스프레스,eye 아이,face 페이스,factory 팩토리,family 패밀리,farm 팜,fashion 패션,fit 핏,fitness 피트니스,flower 플라워,food 푸드,forest 포레스트,free 프리,fresh 프레시|프레쉬,friend 프렌드,game 게임,garden 가든,gift 기프트,girl 걸,glass 글라스,global 글로벌,gold 골드,golf 골프,good 굿,grand 그랜드,green 그린,group 그룹,guide 가이드,hair 헤어,happy 해피,health 헬스,heart 하트,hello 헬로,hi 하이,home 홈,hotel 호텔,house 하우스,ice 아이스,idea 아이디어,internet 인터넷,island 아일랜드,job 잡,juice 주스,jump 점프,kakao 카카오,kid 키드,kids 키즈,kitchen 키친,korea 코리아,lab 랩,land 랜드,laundry 런드리,leaf 리프,life 라이프,light 라이트,line 라인,link 링크,lion 라이온,live 라이브,log 로그,love 러브,luck 럭,lunch 런치,magic 매직,mall 몰,map 맵,mark 마크,market 마켓,mart 마트,master 마스터,media 미디어,medical 메디컬,milk 밀크,mind 마인드,mint 민트,mobile 모바일,money 머니,moon 문,motors 모터스,mountain 마운틴,music 뮤직,nature 네이처,net 넷,new 뉴,news 뉴스,next 넥스트,nice 나이스,night 나이트,note 노트,ocean 오션,olive 올리브,one 원,open 오픈,orange 오렌지,organic 오가닉,outdoor 아웃도어,outlet 아웃렛,park 파크,party 파티,pass 패스,pay 페이,pet 펫,phone 폰,photo 포토,pick 픽,pizza 피자,place 플레이스,plan 플랜,plant 플랜트,play 플레이,plus 플러스,point 포인트,pop 팝,power 파워,premium 프리미엄,pro 프로,queen 퀸,red 레드,rent 렌트,ride 라이드,ring 링,river 리버,road 로드,robot 로봇,room 룸,rose 로즈,run 런,salad 샐러드|샐러디,salon 살롱,science 사이언스,sea 씨|시,shop 샵|숍,shoes 슈즈,silver 실버,simple 심플,sky 스카이,skin 스킨,smart 스마트,snow 스노우|스노,soft 소프트,solution 솔루션,sound 사운드,space 스페이스,spice 스파이스,sports 스포츠,spring 스프링,star 스타,station 스테이션,step 스텝,stone 스톤,store 스토어,story 스토리,street 스트리트,studio 스튜디오,studios 스튜디오,study 스터디,style 스타일,sugar 슈가,summer 서머|썸머,sun 선|썬,super 슈퍼,sweet 스위트,system 시스템,table 테이블,talk 톡,taxi 택시,tea 티,tech 테크,tiger 타이거,time 타임,top 탑|톱,tour 투어,town 타운,toy 토이,trade 트레이드,travel 트래블,tree 트리,trip 트립,truck 트럭,tv 티비,twin 트윈,union 유니온,up 업,us 어스,video 비디오,view 뷰,village 빌리지,vision 비전,vita 비타,walk 워크,watch 워치,water 워터,wave 웨이브,wear 웨어,web 웹,white 화이트,wild 와일드,wind 윈드,wine 와인,wing 윙,winter 윈터,wood 우드,work 워크,works 웍스|워크스,world 월드,hyundai 현대,samsung 삼성,lotte 롯데,shinhan 신한,hanwha 한화,shinsegae 신세계,daewoo 대우,doosan 두산,yoga 요가,young 영,zone 존'

const hangulOf = new Map<string, readonly string[]>()
const latinOf = new Map<string, readonly string[]>()
for (const pair of wordList.split(',')) {
  const [latin, spelled] = pair.split(' ') as [string, string]
  hangulOf.set(latin, spelled.split('|'))
  for (const hangul of spelled.split('|')) latinOf.set(hangul, [...(latinOf.get(hangul) ?? []), latin])
}

const spellingsKept = 12

/** How Koreans may write an English name, or a romanised one: the likeliest first; empty for other scripts. */
export function toHangul(name: string): string[] {
  const words = name.split(' ')
  if (!words.every(word => /^[a-z]{2,20}$/.test(word))) return []
  const parts = words.map(word => parted(word, hangulOf) ?? unromanised(word))
  return products(parts).slice(0, spellingsKept)
}

/** How a Hangul name may be written in Latin letters: by its English words, by sound, and by the Revised Romanization. */
export function toLatin(name: string): string[] {
  if (!isHangul(name) || name.length < 2 || name.length > 12) return []
  const words = parted(name, latinOf, ' ') ?? []
  const roman = romanised(name)
  return [...new Set([...words, ...words.map(one => one.replaceAll(' ', '')), roman, ...bySound(name, roman)])].slice(
    0,
    spellingsKept,
  )
}

/** All spellings of a name that is made of words of the table alone; undefined where it is not. */
function parted(name: string, table: ReadonlyMap<string, readonly string[]>, between = ''): string[] | undefined {
  const ways: (string[] | undefined)[] = [['']]
  for (let end = 1; end <= name.length; end++) {
    for (let start = Math.max(0, end - 12); start < end; start++) {
      const before = ways[start]
      const words = table.get(name.slice(start, end))
      if (before === undefined || words === undefined) continue
      const made = before.flatMap(one => words.map(word => (one === '' ? word : one + between + word)))
      ways[end] = [...made, ...(ways[end] ?? [])].slice(0, spellingsKept)
    }
  }
  return ways[name.length]
}

/** An English name cut where it begins or ends with a word of its own: starbucks → star bucks. */
export function cutLatin(name: string): string[] {
  const found: string[] = []
  for (let at = 3; at <= name.length - 3; at++) {
    const [before, after] = [name.slice(0, at), name.slice(at)]
    if (hangulOf.has(before) || hangulOf.has(after)) found.push(`${before} ${after}`)
  }
  return found
}

function products(parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>((made, part) => made.flatMap(one => part.map(other => one + other)).slice(0, 64), [''])
}

const romanInitials = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ')
const romanVowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const romanFinals = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')

/** The Revised Romanization of Hangul, syllable by syllable. */
function romanised(name: string): string {
  return Array.from(name, (syllable, n) => {
    const order = syllable.charCodeAt(0) - 0xac00
    const initial = Math.floor(order / 588)
    const isDoubledL = n > 0 && initial === 5 && (name.charCodeAt(n - 1) - 0xac00) % 28 === 8
    return (
      (isDoubledL ? 'l' : romanInitials[initial]) +
      (romanVowels[Math.floor((order % 588) / 28)] as string) +
      romanFinals[order % 28]
    )
  })
    .join('')
    .replaceAll('_', '')
}

/** Loanwords are written back without the vowels that Hangul had to put in: 스타벅스 → stabuks. */
function bySound(name: string, roman: string): string[] {
  const spelled = Array.from(name, (char, n) => {
    const [initial, vowel, final] = splitSyllable(char) ?? ['', '', '']
    const consonant = initial === 'ㅇ' ? '' : romanised(joinSyllable([initial, 'ㅏ', '']) ?? '').slice(0, -1)
    const isHelper = vowel === 'ㅡ' && (n > 0 || final === '')
    return (
      consonant +
      (isHelper ? '' : vowel === 'ㅓ' ? 'u' : romanised(joinSyllable(['ㅇ', vowel, '']) ?? '')) +
      romanFinal(final)
    )
  }).join('')
  const hard = roman.replace(/^g/, 'k').replace(/^d/, 't').replace(/^b/, 'p')
  return [spelled, hard, roman.replaceAll('eo', 'u').replaceAll('eu', 'u')].filter(one => one.length > 2)
}

function romanFinal(final: string): string {
  return final === '' ? '' : romanised(joinSyllable(['ㅇ', 'ㅏ', final]) ?? '').slice(1)
}

/** Vowels by spelling, the likeliest sound first. Longer spellings come before shorter ones. */
const vowelSounds: readonly (readonly [string, readonly string[]])[] = [
  ['yeo', ['ㅕ']],
  ['yae', ['ㅒ']],
  ['wae', ['ㅙ']],
  ['igh', ['ㅏㅣ']],
  ['eau', ['ㅗ']],
  ['ae', ['ㅐ']],
  ['eo', ['ㅓ', 'ㅣㅗ']],
  ['eu', ['ㅡ', 'ㅠ']],
  ['oe', ['ㅚ', 'ㅗ']],
  ['ya', ['ㅑ']],
  ['ye', ['ㅖ']],
  ['yo', ['ㅛ']],
  ['yu', ['ㅠ']],
  ['wa', ['ㅘ', 'ㅝ']],
  ['we', ['ㅞ']],
  ['wi', ['ㅟ']],
  ['wo', ['ㅝ', 'ㅜ']],
  ['ee', ['ㅣ']],
  ['ea', ['ㅣ', 'ㅔ', 'ㅔㅏ', 'ㅣㅏ']],
  ['oo', ['ㅜ']],
  ['ou', ['ㅜ', 'ㅏㅜ']],
  ['ow', ['ㅗ', 'ㅏㅜ']],
  ['ai', ['ㅔㅣ', 'ㅏㅣ']],
  ['ay', ['ㅔㅣ']],
  ['au', ['ㅗ', 'ㅏㅜ']],
  ['aw', ['ㅗ']],
  ['oi', ['ㅗㅣ']],
  ['oy', ['ㅗㅣ']],
  ['ey', ['ㅣ', 'ㅔㅣ']],
  ['ie', ['ㅣ']],
  ['ui', ['ㅟ', 'ㅢ']],
  ['ar', ['ㅏ']],
  ['er', ['ㅓ']],
  ['ir', ['ㅓ']],
  ['or', ['ㅗ', 'ㅓ']],
  ['ur', ['ㅓ', 'ㅜㄹ']],
  ['a', ['ㅏ', 'ㅐ', 'ㅔㅣ']],
  ['e', ['ㅔ', 'ㅣ']],
  ['i', ['ㅣ', 'ㅏㅣ']],
  ['o', ['ㅗ', 'ㅏ']],
  ['u', ['ㅜ', 'ㅓ']],
  ['y', ['ㅣ', 'ㅏㅣ']],
]

const consonantSounds: readonly (readonly [string, string])[] = [
  ['tch', 'ㅊ'],
  ['ch', 'ㅊ'],
  ['sh', 'ㅅ'],
  ['ph', 'ㅍ'],
  ['th', 'ㅅ'],
  ['ck', 'ㅋ'],
  ['kk', 'ㄲ'],
  ['jj', 'ㅉ'],
  ['qu', 'ㅋ'],
  ['ng', 'ㅇ'],
  ['x', 'ㅋㅅ'],
  ['b', 'ㅂ'],
  ['c', 'ㅋ'],
  ['d', 'ㄷ'],
  ['f', 'ㅍ'],
  ['g', 'ㄱ'],
  ['h', 'ㅎ'],
  ['j', 'ㅈ'],
  ['k', 'ㅋ'],
  ['l', 'l'],
  ['m', 'ㅁ'],
  ['n', 'ㄴ'],
  ['p', 'ㅍ'],
  ['q', 'ㅋ'],
  ['r', 'ㄹ'],
  ['s', 'ㅅ'],
  ['t', 'ㅌ'],
  ['v', 'ㅂ'],
  ['w', ''],
  ['z', 'ㅈ'],
]

type Sound = { readonly isVowel: boolean; readonly as: readonly string[] }

/** The sounds of a word in Latin letters, written in Hangul. */
function unromanised(word: string): string[] {
  const sounds: Sound[] = []
  for (let at = 0; at < word.length; ) {
    if (word[at] === word[at + 1] && !'aeouk'.includes(word[at] as string)) at++
    const rest = word.slice(at)
    const before = sounds.at(-1)
    if (rest === 'e' && before !== undefined && !before.isVowel && sounds.some(sound => sound.isVowel)) break
    const magic = /^([aiou])[bcdfgklmnprstvz]e$/.exec(rest)?.[1]
    const isR = /^[aeiou]r[aeiouy]/.test(rest)
    const vowel = vowelSounds.find(([spelled]) => rest.startsWith(spelled) && !(isR && spelled.endsWith('r')))
    const consonant = consonantSounds.find(([spelled]) => rest.startsWith(spelled))
    if (magic !== undefined)
      sounds.push({ isVowel: true, as: [{ a: 'ㅔㅣ', i: 'ㅏㅣ', o: 'ㅗ', u: 'ㅠ' }[magic] as string] })
    else if (vowel !== undefined) sounds.push({ isVowel: true, as: vowel[1] })
    else if (consonant !== undefined) {
      const isSoft = consonant[0] === 'c' && /^c[eiy]/.test(rest)
      const isNasal = consonant[0] === 'ng' && /^ng[aeiouy]/.test(rest)
      for (const one of isSoft ? 'ㅅ' : isNasal ? 'ㅇㄱ' : consonant[1]) sounds.push({ isVowel: false, as: [one] })
    } else return []
    at += magic !== undefined ? 1 : (vowel?.[0].length ?? consonant?.[0].length ?? 1)
  }
  return readings(sounds)
    .flatMap(written)
    .filter(one => isHangul(one))
}

/** Which sounds the vowels have: all at their likeliest, then one at a time at another. */
function readings(sounds: readonly Sound[]): string[][] {
  const first = sounds.map(sound => sound.as[0] as string)
  const others = sounds.flatMap((sound, n) => sound.as.slice(1).map(other => first.with(n, other)))
  const pairs = others.flatMap((one, n) =>
    others.slice(n + 1).map(other => one.map((sound, at) => (sound === first[at] ? (other[at] as string) : sound))),
  )
  return [first, ...others, ...pairs].slice(0, 40)
}

const closing: Readonly<Record<string, string>> = {
  ㅋ: 'ㄱ',
  ㄱ: 'ㄱ',
  ㅍ: 'ㅂ',
  ㅂ: 'ㅂ',
  ㅌ: 'ㅅ',
  ㄴ: 'ㄴ',
  ㅁ: 'ㅁ',
  ㄹ: 'ㄹ',
  l: 'ㄹ',
  ㅇ: 'ㅇ',
}
const alwaysClosing = 'ㄴㅁㄹlㅇ'
const vowelLetters = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'

/** Letters as syllables: a consonant without a vowel closes the syllable before it, or takes ㅡ; both ways are given. */
function written(sounds: readonly string[]): string[] {
  const letters = [...sounds.join('')]
  const make = (closes: boolean): string => {
    let typed = ''
    let isHelped = false
    for (let n = 0; n < letters.length; n++) {
      const letter = letters[n] as string
      if (vowelLetters.includes(letter)) {
        typed += joinSyllable(['ㅇ', letter, '']) ?? ''
        isHelped = false
        continue
      }
      const next = letters[n + 1]
      const before = splitSyllable(typed.at(-1) ?? '')
      if (next !== undefined && vowelLetters.includes(next)) {
        // An l inside a word is heard in both syllables.
        if (letter === 'l' && before !== undefined && before[2] === '') {
          typed = typed.slice(0, -1) + joinSyllable([before[0], before[1], 'ㄹ'])
        }
        typed += joinSyllable([letter === 'l' ? 'ㄹ' : letter, next, '']) ?? ''
        isHelped = false
        n++
        continue
      }
      const final = closing[letter]
      const mayClose = final !== undefined && before !== undefined && before[2] === '' && !isHelped
      if (mayClose && (closes || alwaysClosing.includes(letter)))
        typed = typed.slice(0, -1) + joinSyllable([before[0], before[1], final])
      else {
        isHelped = true
        typed += joinSyllable([letter === 'l' ? 'ㄹ' : letter, 'ㅈㅊ'.includes(letter) ? 'ㅣ' : 'ㅡ', '']) ?? ''
      }
    }
    return typed
  }
  return [...new Set([make(true), make(false)])]
}
