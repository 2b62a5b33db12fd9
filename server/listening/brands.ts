/** Names that rules cannot guess: how well-known brands are spelled in both scripts, and what people call them for short. */

/** `spellings` and `nicknames` mean the brand; `short` are nicknames that may be something else too. */
export type KnownBrand = {
  readonly spellings: readonly string[]
  readonly nicknames: readonly string[]
  readonly short: readonly string[]
}

/** A brand a line: spellings, then after `:` what people call it for short, with `?` where that may be something else. */
const list = `
메아리,maeari,매아리
스타벅스,starbucks,스타박스,스타벅쓰:스벅,별다방?,sbux
나이키,nike,나이끼
아디다스,adidas:아디?
맥도날드,mcdonalds,mcdonald's,맥도널드,맥도날즈:맥날,맥날드,맥도?
버거킹,burgerking,burger king:버킹?
롯데리아,lotteria:롯리?,롯데랴
쿠팡,coupang
쿠팡이츠,coupangeats,coupang eats:쿠팡잇츠,쿠이츠
배달의민족,배달의 민족,baemin:배민
요기요,yogiyo
마켓컬리,kurly,컬리,marketkurly,market kurly,마켓 컬리
무신사,musinsa
올리브영,oliveyoung,olive young,올리브 영:올영
다이소,daiso
이마트,emart,e-mart
홈플러스,homeplus,home plus:홈플
코스트코,costco,코스코
이케아,ikea
삼성전자,samsung electronics:삼전?
갤럭시,galaxy
애플,apple
아이폰,iphone
에어팟,airpods,airpod
아이패드,ipad
엘지전자,lg전자,lg electronics
현대자동차,현대차,hyundai motor
테슬라,tesla
넷플릭스,netflix,넷플릭쓰:넷플
유튜브,youtube,유투브,유튭:너튜브
인스타그램,instagram:인스타,insta?
카카오톡,kakaotalk,kakao talk,카카오 톡:카톡
네이버,naver
토스,toss
당근마켓,daangn,danggeun,당근 마켓:당근
직방,zigbang
야놀자,yanolja
여기어때,goodchoice
에어비앤비,airbnb,에어비엔비
우버,uber
쏘카,socar
진로,jinro,진로이즈백,진로 이즈백
현대카드,hyundai card,hyundaicard,현대 카드:현카
카카오택시,kakao t:카택?
던킨,dunkin,던킨도너츠,dunkin donuts
배스킨라빈스,baskinrobbins,baskin robbins,베스킨라빈스,배스킨 라빈스:배라?,베라?
파리바게뜨,paris baguette,parisbaguette,파리바게트,파리바게뜨:빠바?,파바
뚜레쥬르,tous les jours,touslesjours,뚜레주르:뚜쥬?
투썸플레이스,twosome place,a twosome place,투썸 플레이스,투썸
이디야,ediya,이디야커피
메가커피,mega coffee,megacoffee,메가엠지씨커피:메가?
컴포즈커피,compose coffee,composecoffee,컴포즈 커피:컴포즈?
빽다방,paik's coffee,paikdabang
블루보틀,blue bottle,bluebottle
코카콜라,coca-cola,cocacola,coca cola,coke
펩시,pepsi
서브웨이,subway,써브웨이
도미노피자,dominos,domino's pizza,도미노 피자:도미노?
교촌치킨,kyochon,교촌
비비큐,bbq치킨
비에이치씨,bhc치킨
케이에프씨,kfc
농심,nongshim
오뚜기,ottogi
삼양,samyang
불닭볶음면,buldak
풀무원,pulmuone
아모레퍼시픽,amorepacific,amore pacific:아모레
이니스프리,innisfree
설화수,sulwhasoo
닥터지,dr.g,dr g
라네즈,laneige
에뛰드,etude
러쉬,lush
세포라,sephora
자라,zara
유니클로,uniqlo,유니끌로
에이치앤엠,h&m
룰루레몬,lululemon,룰루래몬:룰루?
뉴발란스,new balance,newbalance,뉴 발란스,뉴발란쓰:뉴발
컨버스,converse
반스,vans
크록스,crocs
노스페이스,the north face,north face,northface:노페
파타고니아,patagonia
아크테릭스,arcteryx,arc'teryx
구찌,gucci
샤넬,chanel
루이비통,louis vuitton,louisvuitton,루이뷔통:루비통
에르메스,hermes
다이슨,dyson
발뮤다,balmuda
쿠쿠,cuckoo
코웨이,coway
닌텐도,nintendo
플레이스테이션,playstation,play station:플스
마이크로소프트,microsoft:마소
구글,google
아마존,amazon
디즈니플러스,disney plus,disneyplus,디즈니+:디플?
티빙,tving
웨이브,wavve
왓챠,watcha
멜론,melon
스포티파이,spotify:스포티?
슬랙,slack
노션,notion
줌,zoom
챗지피티,chatgpt,chat gpt,챗 지피티:챗지?
지그재그,zigzag
에이블리,ably
29cm,이십구센치
오늘의집,오늘의 집,ohouse,bucketplace:오집?
번개장터,bunjang,번개 장터:번장?
클래스101,class101
리디북스,ridi,ridibooks,리디
밀리의서재,밀리의 서재,millie:밀리?
국민은행,kb국민은행,kookmin bank:국은?
신한은행,shinhan bank,신한 은행
카카오뱅크,kakaobank,kakao bank,카카오 뱅크:카뱅
케이뱅크,k뱅크,kbank
하나투어,hanatour,hana tour
대한항공,korean air,koreanair
아시아나항공,asiana airlines,asiana,아시아나
제주항공,jeju air,jejuair
씨제이대한통운,cj대한통운,대한통운
`

const brands = list
  .trim()
  .split('\n')
  .map((line): KnownBrand => {
    const [spellings = '', short = ''] = line.split(':')
    const names = short === '' ? [] : short.split(',')
    return {
      spellings: spellings.split(','),
      nicknames: names.filter(name => !name.endsWith('?')),
      short: names.filter(name => name.endsWith('?')).map(name => name.slice(0, -1)),
    }
  })

const keyOf = (name: string): string => name.replace(/[\s'’.&+-]/g, '').toLowerCase()
const byKey = new Map(
  brands.flatMap(brand =>
    [...brand.spellings, ...brand.nicknames, ...brand.short].map(name => [keyOf(name), brand] as const),
  ),
)

/** A brand by any of its names, however spaced. */
export function knownBrand(name: string): KnownBrand | undefined {
  return byKey.get(keyOf(name))
}
