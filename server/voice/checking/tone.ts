/** Tone: cold, curt, sarcastic, shouting, slang, too many emoticons, gaps of a template left open. */
import type { Fault } from '../../../contract/voice/drafts.ts'
import { type Check, faultAt, findSigns, type Parted, type Sign } from './draft.ts'

const cold = '차갑게 들립니다. 받아들이고 도울 방법을 말해 주세요.'
const ko: readonly Sign[] = [
  {
    find: /알아서\s*(?:하|판단|해결|처리|찾아|보)[가-힣]*|(?:마음|맘)대로\s*하(?:세|시|십|셔)|(?:하|그러)시든(?:가|지)|그러든(?:가|지)|(?:하|가|신고하|쓰|사|떠나|고소하|올리|해지하)시든(?:가요|지요|가|지)|싫(?:으면|으시면)\s*[^.]{0,14}(?:마|말|다른|안\s|떠나|탈퇴|취소)|(?:다른|딴)\s*(?:데|곳|가게|업체|매장|회사)(?:를|을|에서|에|로|가서)?\s*(?:가|사|이용|알아|찾|쓰)[가-힣]*(?:세요|시죠|십시오|시든|시는\s*게|시면\s*되)|이용하지\s*마(?:세|시)|사지\s*마(?:세|시)|안\s*(?:사|쓰|오)시면\s*(?:되|됩|그만)/,
    unless: /다른\s*(?:매장|곳)(?:에서도|에도)\s*(?:구매|이용)하실\s*수/,
    why: cold,
    better: '도와드릴 수 있는 방법을 함께 찾아보겠습니다',
    whole: true,
  },
  {
    find: /(?:더\s*이상|더는)\s*[^.]{0,14}(?:드릴\s*(?:말씀|답변|안내|수\s*있)|할\s*(?:말|수\s*있는)|말씀드릴|답변(?:드리|하)지|응대|도와드릴\s*(?:수|것|게)|문의하지|연락하지|안내드릴)|(?:드릴|할)\s*(?:말씀|말)(?:이|은|도)?\s*없|(?:해\s*드릴|해줄)\s*(?:수\s*있는)?\s*(?:게|것이|건|말이)\s*없|(?:어쩔|어찌할|어떻게\s*할)\s*(?:수|방법|도리)(?:가|는|도|조차)?\s*없|어쩌라|어쩌겠(?:어요|습니까)|저희도\s*(?:모르|몰|어쩔|방법|답답|바쁘|바빠|피해자)|(?:저희|제|우리)\s*(?:소관|담당|일|업무|알\s*바|책임|문제|관할|부서\s*일)(?:이|은|가|도)?\s*(?:아니|아닙|아님|밖)|(?:제|저희)가\s*(?:뭘|무엇을|어떻게|왜)\s*[^.]{0,12}(?:하|해|드|라고|까|요)|(?:그건|그거|그게|그런\s*건)\s*(?:저희|제|우리)(?:가|는|도)?\s*(?:모르|알\s*바|몰|상관|관심|어떻게|왜)|상관(?:없|\s*없)|관심\s*없|알\s*바\s*(?:아니|아닙)|그래서요|그래서\s*(?:어쩌|뭐|뭘|저희)|그런데요\?|어쩌죠\?|뭐\s*어쩌|답이\s*없/,
    unless:
      /제가\s*(?:무엇을|어떻게)\s*도와|저희가\s*(?:무엇을|어떻게)\s*(?:도와|개선|해\s*드)|색상\s*상관|상관없이|관계없이/,
    why: cold,
    better: '바로 답을 드리기 어려워 죄송합니다. 확인할 수 있는 곳을 알아보고 다시 말씀드리겠습니다',
    whole: true,
  },
  {
    find: /(?:몇|여러|같은)\s*(?:번|말)(?:이나|을|씩|째)?\s*[^.]{0,12}(?:말씀드려야|말해야|설명해야|드렸|해야|묻|물어보|문의하시|반복|시키|하게\s*하|안내드려야)|(?:말씀|안내|설명|답변|공지)\s*(?:이미\s*)?드렸(?:잖|는데요|을\s*텐데|습니다만)|(?:이미|아까|전에도|앞서도|방금|분명히?)\s*(?:말씀|말|안내|설명|답변|얘기)[^.]{0,6}(?:드렸|했|드린)(?!\s*(?:바와|대로|것처럼|내용))(?:잖|습니다|는데|어요|을|다)|말귀|이해가\s*(?:안\s*되|안\s*가|그렇게|어렵|못)[가-힣]*(?:세요|나요|십니까|시나요|시는|신가요)|못\s*알아들|다시\s*(?:한번\s*)?(?:잘\s*|똑바로\s*|제대로\s*|천천히\s*)(?:읽|보|확인|생각)(?:어\s*보|세|시|하)|(?:공지|설명|안내|글|위)(?:나|부터|를|을|좀|나\s*좀|에)?\s*(?:좀\s*|제대로\s*|똑바로\s*|먼저\s*|다시\s*)?(?:읽|보)(?:고\s*(?:오|말|문의|연락)|시고\s*(?:오|말|문의|연락)|세요(?=[.!]?$)|으시고\s*(?:오|문의)|어\s*보고|십시오(?=[.!]?$)|으세요(?=[.!]?$))/,
    unless:
      /죄송|번거로|부탁|참고|주시(?:면|기|겠)|(?:같은|여러)\s*(?:번|말)[^.]{0,8}(?:말씀|문의|연락|설명)하(?:시게|게\s*(?:해|만))/,
    why: '짜증이나 다그침으로 읽힙니다.',
    better: '앞선 안내가 충분하지 않았던 것 같아 다시 설명해 드리겠습니다',
    whole: true,
  },
  {
    find: /참\s*(?:대단|빠르|똑똑|한가|재미있|이상|희한|까다|잘\s*아|특이|별|급하|쉽게)[가-힣]*(?:네요|십니다|시네|군요|시군|세요|시죠|말씀)|퍽이나|어련히|어련하|(?:아주|무척|정말|참|꽤)\s*(?:한가|여유|똑똑|대단|잘나|전문가|급하|박식|귀하)(?:하시|하신|로우|로운|이시|신|시)[가-힣]*(?:네요|나\s*봐|군요|모양|가\s*봐|봅니다|가보|세요)|(?:그렇게|그리)\s*(?:급하|잘\s*아|불만|싫|못\s*믿|답답|똑똑|바쁘|불편하|마음에\s*안)[가-힣]*(?:면|거든|다면)|(?:전문가|천재|박사|판사|변호사|왕|VIP)(?:가|이)?\s*(?:나|시)[가-힣]*(?:봐요|네요|봅니다|세요|나요|군요)|(?:고객님|손님)\s*(?:덕분에|때문에)\s*[^.]{0,20}(?:야근|고생|힘들|스트레스|업무가|일이|피곤|바빠|지연|마비|퇴근)|세상\s*(?:혼자|에서\s*제일)|(?:왕|상전)이\s*(?:시|네|따로)|아이고[,~\s]*(?:그러|참|예|네|무서)|아\s*(?:예예|네네|예~|네~~)|^(?:예예|네네|네에|넵넵)[,.~\s!]|(?:네|예)\s*(?:네|예)\s*[,.~]?\s*(?:알겠|그러|고객님)|도\s*(?:모르시|모르세|모르십|안\s*보셨|못\s*보셨|확인\s*안\s*하)[가-힣]*(?:나요|요|까|는지)|(?:이제|그럼|됐)\s*[^.!?]{0,6}(?:만족|속)[가-힣]*(?:십니까|시나요|시겠|세요|시죠)|죄송하게\s*(?:됐|되었)(?:습니다|네요|군요)|(?:려고|라고|다고|냐고|자고)요\?|(?:된|한|간|다|라)(?:다)?니까요|아니\s*(?:그러니까|그게|왜|진짜)|왜\s*(?:자꾸|계속|또)|(?:고객님|손님|그쪽)\s*사정|자선\s*(?:단체|사업)|(?:물으|묻|따지|우기|모르|급하|까다로우|예민하|바라|요구하|고집하)시(?:네요|는군요|는데요)|처음\s*듣는\s*(?:얘기|이야기|말)|신기한\s*일|별일이|(?:다들|남들|다른\s*분들)\s*[^.!?]{0,8}(?:그냥|참|잘만?)\s|그깟|고작|겨우\s*(?:그|이)|그\s*(?:가격|돈|값)에|공짜로|욕심|할\s*만큼\s*(?:했|다)|제\s*알\s*바|운이\s*(?:나|없)|재수|(?:^|[.!]\s*)끝(?:입니다)?[.!]*$|(?:^|\s)뭐,?\s*(?:어쩔|그럴|별|그냥|그렇)|(?:그럴|그런)\s*(?:수도\s*있죠|가\s*보죠)|어쩔\s*수\s*없(?:죠|지요|네요|어요|잖)|굳이\s*[^.!?]{0,16}(?:물|여기|하시|그|이렇|저희)|뭘\s*(?:더|얼마나)\s*(?:바라|원하|어떻게)|(?:무리한|말도\s*안\s*되는|터무니없는|과한|황당한)\s*(?:요구|부탁|요청|말씀)|이만\s*(?:상담|답변|대화|응대)?(?:을|를)?\s*(?:종료|마치|끝)|(?:상담|대화)(?:을|를)?\s*(?:종료|차단)하(?:겠|도록)|줄\s*(?:아세요|아십니까|아시나요|아셨)|그\s*정도(?:는|쯤|도|로)\s*[^.!?]{0,20}(?:나옵|나와|알|상식|하셔|하세|참)|(?:^|\s)(?:하|휴|에휴|하아|어휴|에효|쯧|쩝)\s*[.…,~]{1,}|쪄요|오구오구|우쭈쭈|[가-힣]긴\s*(?:할게요|하겠습니다|하겠는데|해\s*드리|하는데요)|답은\s*(?:똑|같|마찬)|무서워(?:라|서)|좋으시겠(?:어요|네요|습니다)|부럽(?:네|습)|수고가\s*많으시네요|(?:설마|혹시)\s*(?:그것도|그\s*정도도|이것도|이\s*정도도)|그(?:것|런\s*것|\s*정도)도\s*(?:모르|못|안)|상식(?:적|이|인|\s*아)[^.]{0,16}(?:아닌|아니|없|모르|생각|나요|죠)|누가\s*봐도|당연(?:히|한)\s*[^.]{0,20}(?:아닌가|아닙니까|거\s*아|죠|잖|모르)/,
    unless: /설마\s*했|당연히\s*(?:도와|받으|가능|환불|교환)|당연한\s*(?:말씀|일을|권리)|죄송/,
    why: '비꼬는 말로 읽힐 수 있습니다.',
    better: '말씀하신 내용을 다시 살펴보겠습니다',
    whole: true,
  },
  {
    find: /(?:진상|갑질|블랙\s*컨슈머|징징|생떼|떼를?\s*쓰|억지|트집|꼬투리|시비|협박|우기|우겨|난리|호들갑|엄살|따지|들먹|유난\s*떨|귀찮|성가시|시끄럽|지겹|지긋|짜증(?:나|이)|답답하(?:네|시네|군)|한심|황당(?:하네|하시|한\s*(?:요|말))|어이(?:가|\s)?\s*없|웃기(?:네|시)|기가\s*(?:막|차)|뻔뻔|무식|바보|멍청|개념|양심|거지|뭔\s*소리|무슨\s*(?:소리|말씀을\s*하시는\s*건지|말인지)|헛소리|말도\s*안\s*되|말이\s*(?:되|안\s*되)|닥치|꺼지|입\s*다물|조용히\s*하|됐고|됐거든|됐습니다만|시간\s*(?:낭비|없)|바쁘니|바쁩니다|귀찮게)/,
    unless:
      /죄송|사과|느끼|속상|답답하셨|황당하셨|어이없으셨|어이가\s*없으셨|짜증나셨|귀찮으시|귀찮으셨|번거|시끄러(?:우|웠)|지겨우|으실\s*(?:것|텐데)|셨을|셨겠|겠습니다|난리|갑질\s*(?:없|피해)|양심\s*(?:냉장고|가게)|시비(?:\s*걸)?|시끄럽지|따지지\s*않|귀찮(?:으신|은)\s*(?:과정|절차)|억지로|하시느라|시느라/,
    why: '고객을 얕보거나 다그치는 말입니다.',
    better: '말씀하신 상황을 차근차근 확인해 보겠습니다',
    whole: true,
  },
  {
    find: /^(?:[^.!?,]{0,10}(?:고객님|님)[,.!]?\s*)?(?:그냥\s*|일단\s*|좀\s*|그건\s*|계속\s*|더\s*|조용히\s*|제발\s*)?(?:기다리(?:세요|십시오|시죠|시라|셔야죠|라고)|기다려(?:요|봐요|보세요|보시죠)|진정하(?:세요|시고|십시오|시죠)|참(?:으세요|으시죠)|이해하(?:세요|십시오|시죠|셔야)|포기하(?:세요|시|십)|받아들이(?:세요|시|셔야)|그만(?:하|\s*좀|\s*문의|\s*연락)[가-힣]*(?:세요|시죠|십시오)|따지지\s*마[가-힣]*|재촉하지\s*마[가-힣]*|물어보지\s*마[가-힣]*|보채지\s*마[가-힣]*|흥분하지\s*마[가-힣]*|화내지\s*마[가-힣]*)\s*[.!~]*$/,
    why: '명령처럼 들립니다. 부탁하는 말로 바꿔 주세요.',
    better: '조금만 기다려 주시면 확인하는 대로 말씀드리겠습니다',
    whole: true,
  },
  {
    find: /(?:진정|흥분|재촉|독촉|보채|다그|화내|따지|소리)[가-힣]{0,3}\s*(?:좀\s*)?(?:하시고|하세요|하지\s*(?:마|말)|지\s*(?:마|말)[가-힣]*)|그만\s*(?:좀\s*)?(?:하세요|하시|하십|물어|문의하|연락하|보내)|기다리(?:라고|라니까|시라고|시라니|라\s*했|셔야죠|셔야지|시든|시면\s*되(?:잖|지|는데)|시는\s*수밖에|는\s*수밖에|실\s*수밖에)|(?:좀|제발)\s*(?:기다리|읽|확인하|그만|작작|알아|찾아)[가-힣]*(?:세요|시죠|십시오|시라|시고)|(?:저도|저희도)\s*사람(?:입|이|인)|바쁜\s*(?:거|것|걸)\s*(?:안|모르)|한가(?:하지|한\s*(?:줄|사람))|(?:한두|하루이틀|고객님만)\s*(?:번|명|분|건|일)?(?:이|도|만)?\s*(?:아니|있는\s*(?:게|것)|계신\s*(?:게|것)|상대)/,
    unless: /부탁|주시(?:면|기|겠)|죄송/,
    why: '다그치거나 명령하는 말로 들립니다.',
    better: '조금만 기다려 주시면 확인하는 대로 말씀드리겠습니다',
    whole: true,
  },
  {
    find: /ㅋ{2,}|(?<![ㄱ-ㅎ])ㅋ(?![ㄱ-ㅎ])|ㅎ{3,}|ㅇㅇ|ㄴㄴ|ㅇㅋ|ㄱㄱ|ㄱㅅ|ㅈㅅ|ㄹㅇ|ㅁㅊ|ㅅㄱ|ㅊㅋ|ㅎㄷㄷ|ㄷㄷ|ㅂㅂ|ㅇㄱㄹㅇ|ㅜㅜㅜ|ㅠㅠㅠ|ㅠㅜ{2,}|ㅡㅡ|-_-|;;+|(?<![가-힣])(?:헐|대박|쩐다|쩌네|개꿀|꿀팁|존맛|존좋|킹받|노답|레알|리얼루|빡치|빡침|빡세|오지네|오짐|지리네|개웃|개이득|개짜증|갓[가-힣]{1,3}|핵[가-힣]{1,3}(?:네|다|임)|쌉|인정\?|어쩔티비|어쩔|띠용|뇌절|손절|눈팅|알잘딱|국룰|멘붕|현타|꼰대|잼민|뻘|갑분싸|낫닝겐|커여|졸귀|세젤|넘사벽|ㄹㅇ루|굿굿|굳굳|넹|넵넵|웅웅|오키|오케이요|ㅇㅋㅇㅋ|방가|하이요|하이루|쏘리|땡큐|감사링|알겠슴|네넹|죄송요|감사요|수고염|빠이|바이바이|담에|걍|글쿤|글케|머에|머가|모르겠음|몬|어케|왤케|넘\s|젤\s|짱이|쫌|암튼|암튼요|뭐래|노노|완전\s*(?:짱|대박)|미쳤|쿨하게|찐으로|찐이|존버)|(?:니당|슴다|슴당|함다)(?=[\s.!~?^ㅎㅋ]|$)|(?:세|에|어|아|해|예|네|게)(?:용|욤|염|여|영)(?=[.!~?^ㅎㅋ]|$)|(?:죄송|미안|감사|안녕)(?:여|염|용|요(?=[~!.]*$)|링|함다|해용|하세용|합니당|함)(?=[\s.!~?^]|$)/,
    unless: /대박\s*(?:나|기원|세일|할인|이벤트)|나무젓가락;;|주영|수영/,
    why: '공식 답변에 어울리지 않는 속어나 줄임말입니다.',
    better: match => slang[match[0].trim()] ?? softened(match[0]),
  },
  {
    find: /(?:!\s*){3,}|(?:\?\s*){2,}|(?:[!?]\s*){3,}|(?:~\s*){3,}|[.…]{5,}/,
    why: '느낌표나 물결표가 겹치면 소리치거나 가볍게 들립니다.',
    better: match => (match[0].includes('?') ? '?' : '.'),
  },
  {
    find: /(?:그건|그거|이건|그게)?\s*(?:절대(?:로)?|결코|무조건|죽어도)\s*[^.!?]{0,14}(?:안\s*(?:됩|되|돼|해)|못\s*(?:합|해)|없습|불가)/,
    unless: /주세요|마세요|마십|않도록|절대\s*(?:공유|알려|열|누르|섭취|사용)|요청하지|유출|요구하지|쓰이지|이용하지/,
    why: cold,
    better: '말씀하신 방법은 어렵지만, 다른 방법을 찾아보겠습니다',
    whole: true,
  },
]

const slang: Readonly<Record<string, string>> = {
  걍: '그냥',
  암튼: '아무튼',
  넵넵: '네',
  쏘리: '죄송합니다',
  땡큐: '감사합니다',
  감사요: '감사합니다',
  죄송요: '죄송합니다',
  오키: '네',
  어케: '어떻게',
  왤케: '왜 이렇게',
  담에: '다음에',
  넘: '너무',
  젤: '가장',
  쫌: '조금',
  넹: '네',
}
const softened = (written: string): string =>
  written
    .replace(/(?:슴다|슴당)$/, '습니다')
    .replace(/니당$/, '니다')
    .replace(/(?:용|욤|염|여|영)$/, '요')
    .replace(/[ㄱ-ㅎㅏ-ㅣ;_-]+/g, '') || '.'

const enCold = 'This sounds cold or mocking. Acknowledge, then say what you can do.'
const enBetter = "I understand this is frustrating, and I'd like to help."
const en: readonly Sign[] = [
  {
    find: /\b(?:whatever|not (?:my|our) (?:problem|job|concern|department)|calm down|relax|chill(?: out)?|get over it|deal with it|take it or leave it|too bad|tough luck|big deal|so what|who cares|good luck with that|suit yourself|be my guest|figure it out|google it|look it up|do the math|use your (?:brain|head|eyes)|read (?:it|the \w+(?: \w+)?)(?: (?:again|first|carefully|properly))?[.!]*$|it'?s (?:not (?:that|rocket)|pretty (?:obvious|simple)|common sense|really not)|common sense|obviously|as (?:i|we) (?:already |clearly |have already |just )?(?:said|told|mentioned|explained)|like (?:i|we) (?:already )?(?:said|told)|how many times|for the (?:last|hundredth|third|tenth) time|(?:i|we)'?(?:ve| have)? already (?:told|explained|said|answered)|i don'?t know what (?:else )?(?:to tell you|you want)|what do you want (?:me|us)|what (?:exactly )?do you expect|that'?s (?:just )?(?:life|how it is|the way it is|not how)|it is what it is|nothing (?:i|we) can do|we don'?t care|i don'?t care|stop (?:complaining|whining|emailing|asking|messaging|contacting)|complain(?:ing)? (?:won'?t|all you)|whin(?:e|ing)|drama|overreact\w*|ridiculous|stupid|dumb|idiot|moron|crazy|nonsense|(?<!not )(?<!n't )silly(?! question)|laughable|pathetic|lazy|seriously\?|really\?|are you (?:serious|kidding|even)|did you even|can you (?:not )?read|go (?:somewhere|elsewhere)|shop (?:somewhere|elsewhere)|find another|feel free to (?:leave|go|cancel|shop)|you'?re (?:free|welcome) to (?:leave|go|cancel|shop)|congratulations on|oh,? (?:great|wow|well|boy|dear|i'?m (?:so )?sorry (?:that|your))|wow,? |genius|your highness|sherlock|bless your heart|cry(?: about)?|boo hoo|poor (?:you|thing|baby)|must be (?:nice|hard|so)|how (?:awful|terrible|tragic) for you|some people|people like you|waste (?:of )?(?:my|our) time|wasting (?:my|our)|busy (?:enough|people|with)|(?:have|got) better things|end of (?:story|discussion)|case closed|this conversation is over|period\.$|full stop\.$|don'?t (?:contact|message|email|call|bother) (?:us|me)|not going to (?:repeat|argue|discuss)|^\s*sigh\b|like everyone else|not sure why you(?:'d| would)|(?:^|[.!] )anyway,|keep asking|won'?t change|drop everything|for one person|thrilled to hear your|(?:we|i)'?re not (?:mind readers|magicians|miracle workers|a charity)|(?:^|\n)k[,.]|not my call|above my pay|beats me|don'?t blame (?:me|us)|not (?:here|paid) to|the world does(?:n'?t| not) revolve|grow up|lighten up|give it a rest|move on|nobody (?:forced|asked) you|if you say so|good for you|how convenient|cry me|spare (?:me|us)|save your|enough is enough|i'?m done|we'?re done|not worth (?:my|our)|be patient[.!]*$|just wait[.!]*$|wait your turn|patience)/i,
    unless:
      /\bthank you for your patience|your patience|sorry[^.]{0,40}(?:ridiculous|silly|crazy|common sense|drama)|it'?s not (?:that|your)|relax(?:ing|ed)|chilled|obviously frustrat|appreciate your patience|i can'?t promise|deserve|unacceptable|patience while|patience as|busy with|oh,? (?:great|dear|wow)[^.]{0,30}(?:to hear|thanks|news|glad|love|happy|question|choice)|wow,? (?:thank|that)|google it[^.]{0,5}maps|oh dear/i,
    why: enCold,
    better: enBetter,
    whole: true,
  },
  {
    find: /\b(?:lol|lmao|rofl|omg|wtf|smh|idk|tbh|imo|ngl|btw|fyi|thx|tnx|pls|plz|ur|u r|u(?= (?:can|need|have|should|will|are|want|get|know))|gonna|wanna|gotta|kinda|dunno|lemme|gimme|yep|nope|nah|yeah,? no|yikes|oopsie|oops(?:ie)? daisy|welp|meh|duh|bummer|sucks|sucked|screwed|screw(?: up)?|crap|damn|hell|ass|shit\w*|freaking|effed|no biggie|my dude|dude|bro|bruh|legit|lit|dope|cringe|salty|chill|cuz|cos|coz|tho|thru|4 u|2day|gr8|k thx|kk|okie\w*|coolio|no worries lol|asap lol|it'?s all good, man|deets|haha\w*|hehe\w*)\b/i,
    unless: /\bwhat the hell happened\b|hell's kitchen|as well/i,
    why: 'Slang does not fit a reply of the company.',
    better: match => enSlang[match[0].toLowerCase()] ?? '',
  },
  {
    find: /!{2,}|\?{2,}|[!?]{3,}|\.{4,}/,
    why: 'Doubled marks read as shouting or as a sigh.',
    better: match => (match[0].includes('?') ? '?' : '.'),
  },
  {
    find: /(?:\b[A-Z]{3,}\b[\s,!]+){2,}\b[A-Z]{2,}\b|\b(?:NOT|NEVER|NO|ALWAYS|MUST|STOP|READ|WAIT|CANNOT|CAN'T|DON'T|WON'T|ONLY|ALREADY|YOUR|YOU|PLEASE|NOTHING|CLEARLY|EXACTLY|EVERY|NOW|ANY|BEFORE|AGAIN|FULL|DID|TOLD|CALM|FINAL)\b/,
    unless: /\bNOW\s+(?:TV|coins?|pass)\b/,
    why: 'Capital letters read as shouting.',
    better: match => match[0].toLowerCase(),
  },
]
const enSlang: Readonly<Record<string, string>> = {
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'have to',
  kinda: 'rather',
  dunno: 'do not know',
  lemme: 'let me',
  pls: 'please',
  plz: 'please',
  thx: 'thank you',
  ur: 'your',
  u: 'you',
  yep: 'yes',
  nope: 'no',
  nah: 'no',
  asap: 'as soon as possible',
  btw: 'by the way',
  fyi: 'for your information',
  cuz: 'because',
  cos: 'because',
  coz: 'because',
  tho: 'though',
}

export const tone: Check = draft => {
  const plain = draft.sentences.map(one => ({ ...one, text: one.text.replaceAll('’', "'") }))
  const faults = findSigns('tone', plain, draft.language === 'ko' ? ko : en, true)
  for (const fault of [...pictures(draft), ...gaps(draft)]) {
    if (!faults.some(one => one.span[0] < fault.span[1] && fault.span[0] < one.span[1])) faults.push(fault)
  }
  return faults.sort((a, b) => a.span[0] - b.span[0])
}

const courtesy =
  /안녕|감사|고맙|죄송|송구|부탁|드리|드립|드려|드렸|드릴|고객님|님|반갑|좋은\s*하루|주시|주세요|주십시오|주실|도움|도와|편하게|언제든|걱정|다행|염려|괜찮|축하|즐거|기쁘|궁금|뵙|뵐|모시|기다리겠|환영/
const courtesyEn =
  /\b(?:hi|hello|hey|dear|thank\w*|sorry|apolog\w*|please|happy|glad|welcome|help|appreciate|let (?:me|us|you)|we'?ll|i'?ll|we'?ve|i'?ve|we'?re|i'?m|enjoy|great|love\w*|hope|feel free|of course|sure|absolutely|certainly|good (?:morning|afternoon|evening|question|news|to)|yes|congrat\w*|we will|i will|i have|we have|delighted|you can|you'?re)\b/i

/** A word of care anywhere in the reply: then a question or a plain no is no scolding. */
const warm =
  /안녕하|감사|고맙|고마|죄송|송구|부탁|드리|드립|드려|드렸|드릴|반갑|주시|주세요|주십시오|주실|주셔|도움|도와|편하|언제든|걱정|다행|괜찮|축하|즐거|기쁘|기뻐|뵙|뵐|모시|모실|기다리고|환영|아쉽|아쉬|어떠세요|어떨까요|실\s*수\s*있|시면\s*(?:됩니다|돼요)|좋아요|좋습니다|추천|속상|놀라셨|힘드셨/
const scolding =
  /(?:왜|뭘|뭐\s|무슨|설마|굳이|그게|그걸|그래서|그럼|몇\s*번|정말로?|줄\s)[^?]*\?\s*$|잖(?:아요|습니까)|니까요|거든요|뿐입니다|똑같|다들\s|그냥\s|알아서|이상입니다|그만\s/

const bluntKo = /없(?!도록|이)|안\s*[되됩돼]|불가|못|모르|모릅|세요|십시오|아닙|아니|어렵|끝났|마감|그래|원래/
const bluntEn = /\b(?:no|not|can(?:no|')t|cannot|n't|nothing|never)\b|n't\b/i

/** The whole reply is a bare sentence or two without a word of courtesy. */
export const curt: Check = draft => {
  const scold =
    draft.language === 'ko' && !warm.test(draft.text) ? draft.sentences.find(one => scolding.test(one.text)) : undefined
  if (scold) return [faultAt('tone', scold.from, scold.to, cold, '말씀하신 내용을 다시 살펴보고 안내해 드리겠습니다.')]
  const { text, sentences, language } = draft
  if (sentences.length === 0 || sentences.length > 2) return []
  const isKo = language === 'ko'
  if ((isKo ? courtesy : courtesyEn).test(text.replaceAll('’', "'"))) return []
  const length = text.trim().length
  if (length > (isKo ? 6 : 12) && !(length <= (isKo ? 30 : 56) && (isKo ? bluntKo : bluntEn).test(text))) return []
  const why = isKo
    ? '너무 짧고 무뚝뚝하게 들립니다. 인사나 까닭, 다음에 할 일을 한마디 덧붙여 주세요.'
    : 'Too short and blunt. Add a greeting, a reason, or what comes next.'
  const body = text.trim()
  const better = isKo
    ? `문의해 주셔서 감사합니다. ${body}${/[.!?]$/.test(body) ? '' : '.'} 더 궁금하신 점은 편하게 말씀해 주세요.`
    : `Thank you for getting in touch. ${body}${/[.!?]$/.test(body) ? '' : '.'} Please let us know if there is anything else we can help with.`
  return [faultAt('tone', sentences[0]!.from, sentences[sentences.length - 1]!.to, why, better)]
}

/** Pictures and emoticons in a heap, or laughing ones beside a complaint. */
const pictures = (draft: Parted): Fault[] => {
  const found = [
    ...draft.text.matchAll(
      /\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}])*|\^\^+|\^_+\^|[ㅠㅜ]{2,}|ㅎㅎ|[♥♡★☆]|[:;]-?[)D(P]|>_<|>ㅁ<|\(?[oㅇ]\(>.<\)\(?/gu,
    ),
  ].filter(match => !/[©®™☎☏✉✔✅▶📞📧📍🔗➡⬇👉]/u.test(match[0]))
  const first = found[0]
  const last = found[found.length - 1]
  if (!first || !last) return []
  const complaint =
    /(?:죄송|사과|불편|환불|파손|불량|고장|오류|sorry|apolog|refund|broken|damaged)/i.test(draft.text) ||
    draft.thread.some(one => /화가|짜증|실망|최악|어이|깨|불량|고장|늦|angry|terrible|worst|broken|refund/i.test(one))
  const joking = found.filter(match => /\^|ㅎㅎ|[😂🤣😆😜😝😉😏🙄🥳🎉😎🤪😅🙃💩🤷]|[:;]-?[DP)]/u.test(match[0]))
  if (
    found.length >= 4 ||
    (complaint && joking.length > 0) ||
    found.some(match => /[🙄😏🤣💩😒🤪🤡😤😡🖕🤬]/u.test(match[0]))
  ) {
    const one = found.length >= 4 ? first : (joking[0] ?? first)
    const end =
      found.length >= 4
        ? (found.findLast(
            (match, at) => at === 0 || match.index - (found[at - 1]!.index + found[at - 1]![0].length) < 3,
          ) ?? one)
        : one
    const to = end.index >= one.index ? end.index + end[0].length : one.index + one[0].length
    return [
      faultAt(
        'tone',
        one.index,
        to,
        draft.language === 'ko'
          ? '이모티콘이 너무 많거나, 불편을 겪은 고객께는 가볍게 보입니다.'
          : 'Too many emoticons, or too light for someone with a problem.',
        draft.language === 'ko' ? '' : '',
      ),
    ]
  }
  return []
}

/** Gaps of a template that nobody filled. */
const gaps = (draft: Parted): Fault[] =>
  [
    ...draft.text.matchAll(
      /\{\{?\s*[\w가-힣 _.]+\s*\}?\}|\[(?:[가-힣A-Za-z_ ]*(?:상품|제품|날짜|일자|금액|주문|번호|매장|담당|링크|내용|사유|기간|입력|삽입|product|date|amount|order|number|link|insert|reason|agent|company|your|time)[가-힣A-Za-z_ ]*)\]|<(?:[가-힣 ]*(?:상품|날짜|금액|주문|번호|담당|내용|입력)[가-힣 ]*|[a-z_ ]*(?:product|date|amount|order|insert|agent|link)[a-z_ ]*)>|(?<![\d-])(?:[O○X]{2,}|[ㅇ]{3,})(?=\s*(?:원|일|월|시|상품|제품|점|매장|에서|을|를|입니다|번))|(?:lorem ipsum|TBD|TODO|XXX+)/gi,
    ),
  ]
    .filter(
      match =>
        !/고객|이름|성함|name/i.test(match[0]) &&
        !(/^[xX]+$/.test(match[0]) && /[*\d-]$/.test(draft.text.slice(0, match.index))),
    )
    .map(match =>
      faultAt(
        'tone',
        match.index,
        match.index + match[0].length,
        draft.language === 'ko' ? '채우지 않은 서식이 남아 있습니다.' : 'A gap of a template is left open.',
        draft.language === 'ko' ? '해당 내용' : 'the details',
      ),
    )
