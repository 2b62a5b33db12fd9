/** An apology that is missing after the customer told of a fault of ours, or after the draft itself confirms one. */
import { type Check, faultAt } from './draft.ts'

const apologies =
  /죄송|사과(?!\s*(?:즙|주스|맛|잼|농|박스|상자|한\s*박스|\d))|송구|미안|면목\s*없|잘못했|뵐\s*낯|불편을?\s*(?:드려|드린|끼쳐|끼친)|심려를?\s*(?:끼쳐|끼친|드려)|실망을?\s*(?:드려|드린|시켜)|혼란을?\s*(?:드려|드린|드렸)|불편을?\s*(?:드렸|끼쳤)|걱정을?\s*끼쳐|(?:저희|명백한)[^.]{0,12}(?:불찰|잘못)(?:입니다|이었|이에요)|\b(?:sorry|apolog\w+|our bad|my bad|our mistake|forgive|regret)\b/i

/** Faults that are ours as soon as they are told: goods broken or wrong, money, time, manners, health, data. */
const goodsKo =
  /깨(?:져|졌|진|지고)|부서(?:져|졌|진)|부러(?:져|졌|진)|파손|찢(?:어|겨|긴)|터(?:져|졌|진)|샜|새(?:고|서|어)\s*(?:있|나|왔|젖)|(?:물|국물|액체|기름|가스|소스|음료|샴푸|로션)[가-힣]*\s*(?:다\s*)?(?:새|샜|쏟|흘러|흘렀)|금이?\s*(?:가|간|갔)|찌그|긁(?:혀|힌|혔)|흠집|스크래치|기스|얼룩|곰팡|상했|상한\s*(?!가)|상해\s*(?:있|서|버)|썩|쉰내|쉬었|쉰\s|이물질|머리카락|수세미|쇳조각|(?:에서|속에서?|안에서?|안에)\s*[가-힣]{1,6}\s*(?:조각|가루|벌레|털|실|돌|뼈|비닐|철사)[가-힣]{0,2}\s*(?:나왔|나와|나옴|들어)|벌레|플라스틱\s*조각|철사|유통\s*기한(?:이|도)?\s*(?:이미\s*)?(?:지|넘)|소비\s*기한(?:이|도)?\s*(?:이미\s*)?(?:지|넘)|불량|하자(?=가|\s*있|인|품|\s*제품)|고장|망가|떨어(?:져\s*(?:나|서|있|버|왔)|졌|집니다|지네|진\s)|빠져\s*(?:있|나|왔|버)|빠졌|끊어(?:졌|져|집)|갈라(?:졌|져)|휘어|구겨|젖(?:어|은|었)|뭉개|엎어|쏟아|범벅|이염|구멍|실밥|올이\s*(?:나|풀|나갔)|변색|녹이?\s*슬|녹슨|녹아|녹았|눅눅|터치가?\s*(?:안|먹)|사용(?:감|한?\s*흔적)|쓰던\s*(?:거|것|물건|제품)|중고(?:를|품)?\s*(?:같|보내|왔)|개봉된|뜯(?:어져|긴|겨)|텅\s*비|비어\s*있|가짜|짝퉁|식(?:어|은|었)(?=\s|서|고|네|음|습|더|왔)|덜\s*익|안\s*익|다\s*탔|탄\s*(?:채|고기|빵|음식)|비린내|악취|쉰|냄새가\s*(?:나|심|너무|진동)|(?:너무|엄청|진짜)\s*(?:짜|싱거|질기|딱딱|퍽퍽|맛없)|더럽|더러|지저분|먼지(?:가|투성)|청소(?:가|를)?\s*(?:안|하나도|전혀)|(?:사진|설명|광고|주문|화면|상세\s*페이지|안내|예약|약속|말씀)[가-힣]*(?:한\s*(?:거|것))?(?:하고|이?랑|과|와)?는?\s*[^.!?]{0,12}(?:다르|달라|다른\s*(?:게|걸|거|것|상품|제품|색|방|맛)|딴판|다릅)/
const wrongKo =
  /(?:주문|시켰|시킨|신청|예약|골랐|선택|샀|구매|결제|예매)[가-힣]*(?:는데|더니|건데|지만)\s*[^.!?]{0,24}(?:왔|온\s|도착|받았|나왔|들어\s*있|배송|배달|없|안\s|못\s|다른)|[두세네다섯여덟아홉열한\d]+\s*[가-힣]{1,3}만\s*(?:왔|도착|들어|받|옴|있)|(?:다|전부|모두|싹)\s*(?:지워|날아|사라|없어|삭제)|독촉|(?:다른|엉뚱한|틀린|잘못된|남의|이상한|시키지도\s*않은|주문하지\s*않은|주문도\s*안\s*한)\s*(?:사람|분|거|것|게|걸|상품|제품|색|색상|사이즈|물건|주소|메뉴|옷|책|모델|음식|방|객실|좌석|집|곳|데|치수|맛|이름)[가-힣]*\s*[^.!?]{0,16}(?:왔|옴|온|보내|도착|받|배송|배달|나왔|나오|배정|갔|들어|있)|오배송|오배달|잘못\s*(?:왔|온|배송|보내|배달|나왔|나간|청구|들어|결제|안내|적혀|계산|발송|알려|처리)|뒤바뀌|바뀌어\s*(?:왔|서\s*왔)|바뀐\s*(?:거|것|채)|누락|(?:하나|한\s*개|\d+\s*개|한\s*짝|한쪽|구성품|부품|사은품|나사|케이블|충전기|소스|수저|음료|설명서|증정품|선물|세트|반찬|뚜껑|리모컨|어댑터|리필|샘플|단추|[가-힣]+(?:이|가|도))\s*(?:하나|한\s*개|두\s*개|\d+\s*개)?\s*(?:가|이|도|만|는|은)?\s*(?:빠져|빠졌|빠진|누락|안\s*들어|덜\s*왔|모자라|부족하게)|없이\s*(?:왔|도착|배송|배달)|(?:개수|수량|양)[이가]?\s*(?:모자|부족|안\s*맞|틀)|하나만\s*(?:왔|도착)|(?:두|2|세|3|이중|중복)\s*(?:번|회|중|건)?\s*(?:이나|으로|씩|연속)?\s*[^.!?]{0,6}(?:결제|청구|빠져나|출금|인출|승인|계산(?:됐|되|했)|나갔|긁혔)|(?:과다|부당|과잉|이상하게)\s*(?:청구|결제|인출)|(?:더|많이|비싸게|두\s*배로?)\s*(?:청구|결제|나왔|계산|받)(?:됐|되|했|어|네|습)?|(?:동의|허락|말|연락|통보|예고|공지|안내|설명)(?:도|을|를|한마디|한\s*번)?\s*(?:하나\s*)?없이|몰래|무단|멋대로|마음대로\s*(?:취소|바꾸|변경|결제|처리)|일방적|강제로?\s*(?:취소|해지|로그아웃|탈퇴)|오버부킹|예약(?:이|을|내역이)?\s*(?:안\s*(?:되어|돼|됐)\s*있|누락|없다|없대|취소(?:돼|됐|되어))|자리가?\s*없다(?:고|며|네|는)|(?:해지|탈퇴|취소|환불|반품|해약)(?:를|을)?\s*(?:한|했|신청|요청|접수|완료|처리)[^.!?]{0,28}(?:청구|결제|빠져|나가|나갔|안\s*(?:들어|됐|되|돼|와|왔|해)|소식|감감|미뤄|아직|여전히|그대로|못\s*받)/
const lateKo =
  /(?:아직|아직도|여태|이제껏|지금까지|도통|도무지|감감|깜깜|영영)[^.!?]{0,30}(?:안\s*(?:오|와|왔|옴|되|돼|됐|들어|해|받|주|줘|줬|보내|나와|움직|떠났)|못\s*(?:받|했|봤)|소식|배송\s*준비|준비\s*중|그대로|출고\s*전|접수\s*중|처리\s*중|대답|답(?:이|도)?\s*없|연락(?:이|도)?\s*없|무소식)|(?:일주일|이주일|보름|한\s*달|두\s*달|열흘|며칠|하루\s*종일|반나절|이틀|사흘|나흘|닷새|몇\s*(?:주|달|시간)|한참|\d+\s*(?:일|주|주일|시간|달|개월|분)|(?:한|두|세|네|다섯)\s*시간)(?:이|을|를|째|이나|은|도|\s*넘게|동안|가|간|\s*이상|\s*가까이|\s*내내)*\s*[^.!?]{0,24}(?:안\s*(?:오|와|왔|옴|되|돼|됐|들어|해\s*주|받|주|줘|줬|연락|나와|고쳐|옵)|못\s*(?:받|했|쓰|하|봤)|없(?:어요|네|습|음|고|는데|다|이)|지났|지나도|넘었|넘게|째(?!\s*주)|기다(?:리게|렸|렸는데|리고\s*있)|걸렸|걸리네|늦|연착|지연|배송\s*준비|묶여|갇혀|헤매)|(?:예정|약속|도착|배송)[^.!?]{0,16}(?:지났|지나도|지난\s*지|넘었|넘겼|어겼|어기|안\s*지)|(?:오늘|어제|내일|주말|그제|[월화수목금토일]요일|아침|저녁|\d+일|\d+시)(?:까지)?\s*(?:온다|보내|준다|된다|해\s*준다|도착한다|출고한다|연락한다|전화\s*준다|고쳐\s*준다|들어온다|입금된다)(?:더니|고\s*(?:했|해\s*놓|하더니|하셨)|며|면서|던데|는데|했)|(?:너무|또|많이|한참|엄청|계속|자꾸|매번|\d+[가-힣]+(?:이나|이|을)?)\s*늦|늦(?:었|어서|게\s*(?:와|왔|도착|배송|나와|나왔)|어졌|장)|지연(?:됐|되|돼|으로|이\s*(?:너무|계속)|도\s*(?:너무|정도))|연착|결항|취소됐(?:다고|는데|어요|습)/
const mannersKo =
  /(?:직원|기사|상담(?:사|원)|매니저|알바|사장|점원|담당자|배달원|안내원|승무원|간호사|강사|선생님|트레이너|설치\s*기사|가게|매장|상담)[가-힣]*(?:\s*분|님)?[^.!?]{0,34}(?:불친절|무례|반말|짜증|화를|소리(?:를)?\s*지|욕|무시|건성|퉁명|던지|던져|비웃|한숨|태도|툭툭|안\s*(?:오|왔|와)|노쇼|불쾌|막말|성의\s*없|째려|노려|대충|쌀쌀|거짓말|인상(?:을)?\s*쓰|끊어\s*버|끊었|끊네|면박|눈치|의심|도둑|막\s*대|귀찮|핸드폰만|모른\s*척|본\s*체|떠넘|말을\s*바꾸|안\s*(?:지켜|해\s*줬))|불친절|응대가?\s*(?:너무|엉망|별로|최악|형편|왜)|태도가|푸대접|무시당|차별|문전박대|(?:전화|연락|답변|답장|문의|상담|고객\s*센터|콜\s*센터|톡|메일|DM)[가-힣]*\s*[^.!?]{0,18}(?:안\s*(?:받|주|줘|줬|해\s*주)|씹|무시|연결이?\s*(?:안|계속)|두절|돌려막|떠넘|함흥|끊어|끊겼|끊기|먹통|묵묵부답|감감)|(?:답변|답장|연락|회신|답|대답|소식)(?:이|도|은)?\s*(?:하나\s*|한\s*번\s*|전혀\s*|아예\s*)?(?:없(?:어요|네|습|음|고|는데|다|죠|잖|으신)|안\s*(?:와|오|왔|옵|주|줘))|(?:세|네|다섯|몇|여러|열|[3-9]|\d\d)\s*(?:번|차례)(?:째|이나|을|도|\s*넘게)*\s*[^.!?]{0,18}(?:문의|전화|연락|신고|말|요청|고장|수리|접수|교환|같은|반복|글|메일|시도|결제)|벌써\s*(?:두|2|세|3)\s*번째|개인\s*정보[^.!?]{0,20}(?:유출|털|새|공개|노출|남에게|다른\s*사람|팔)|(?:다른|남의|모르는)\s*(?:사람|분)[^.!?]{0,18}(?:보여|보였|보이|떠요|떴|나와|나왔|이름으로)|유출|해킹|도용|다쳤|다칠\s*뻔|데었|화상|베였|베었|배탈|식중독|두드러기|트러블|발진|부작용|뒤집어(?:졌|져|지)|가려(?:워|운)\s*[^.!?]{0,8}(?:죽|병원|미치|잠)|알레르기[^.!?]{0,10}(?:났|생겼|올라|반응이)|병원(?:에|까지|\s*신세)\s*(?:갔|다녀|실려|가)|토했|설사|폭발|불이?\s*(?:났|붙)|감전|연기가\s*(?:나|났|피)|광고\s*(?:문자|전화|메일)[가-힣]*\s*[^.!?]{0,16}(?:계속|자꾸|또|여전히|그만)/
const feelingKo =
  /왜\s*이(?:렇|런|따위)|이럴\s*수가?\s*(?:있|없)|말이\s*다르|약속(?:이|과|이랑)\s*다르|거짓(?:말|이)|속았|속은\s*기분|화(?:가)?\s*(?:나(?!면)|났|납|치)|짜증|열받|빡치|실망|어이\s*없|어이가|황당|최악|너무하|억울|속상|분통|환장|불쾌|기분\s*(?:나쁘|나빠|나쁩|상|더럽|이\s*(?:나쁘|상|안\s*좋))|사기(?:꾼|\s*당|\s*치|네|\s*아니|예요|인가)|엉망|개판|뭐\s*하자|장난(?:하|치|합|도|이\s*아)|말이\s*(?:됩|돼|되)|다시는\s*(?:안|이용|구매)|다신\s*(?:안|이용)|소비자원|불매|손해(?:를|가|만)?\s*(?:봤|났|보)|피해(?:를|가)?\s*(?:봤|입|났|보상|보)|망쳤|망침|망했|서운(?:하|했|해)|불편했|불편합|불편하네|불편을\s*겪|형편없|돈\s*(?:아까|버렸|날)|괘씸|기가\s*(?:막|차)|성의\s*없|무책임|이게\s*(?:뭡|뭐예|뭔|맞|정상)|놀랐(?:습|어|잖)|기겁|경악|당황(?:했|스러|스럽)/

/** Trouble that may be anyone's: a fault of ours only where it lasts, comes back, hits a new thing or costs something. */
const troubleKo =
  /문자|독촉|지워|안\s*시원|안\s*따뜻|미지근|먹통|다운(?:됐|되)|날아(?:갔|가)|사라(?:졌|지)|없어(?:졌|지)|증발|삭제됐|끊(?:겨|기|겼|긴)|튕|오류|에러|버벅|렉|멈(?:춰|추|췄)|꺼(?:져|졌|지|집)|접속|로딩|작동|안\s*(?:켜|열려|열리|돼|되|됩|됐|들어|먹|나와|나오|와|오|떠|보여|맞|닫|눌|잡|붙)|켜지지|열리지|되지\s*않|소리(?:가|도)?\s*(?:안|나)|발열|뜨거|충전|인식|물이?\s*새|소음|시끄|춥|추웠|더웠|적용|실패|못\s*(?:했|하|봤|쓰|들어)|안\s*맞/
const grave =
  /자꾸|계속|또|매번|번번이|수시로|여러\s*번|[가-힣\d]+\s*번(?:이나|째|을)|며칠|일주일|이틀|사흘|\d+\s*(?:일|시간|주|달|개월)(?:째|이나|\s*넘|동안|\s*만에|\s*됐|\s*된|밖에)|째(?:\s|예|인|입|네)|밤새|하루\s*종일|내내|산\s*지|구[매입]한\s*지|구[매입]하자마자|새로\s*산|새\s*(?:제품|상품|거|것|폰|기기|차|신발|옷)|받자마자|뜯자마자|첫날|하루\s*만에|한\s*번\s*(?:썼|입|신|쓰)|고친\s*지|수리(?:받|한)|업데이트\s*(?:하고|후|한\s*뒤|했더니)|때문에|해서\s*[^.!?]{0,10}못|놓쳤|날렸|날아갔|ㅠㅠ|ㅜㅜ|!|답답|급한|중요한|수업|면접|시험|결혼|생일|손님|업무|일을\s*못|돈은?\s*(?:나갔|빠져|냈)|결제(?:는|만)?\s*(?:됐|되|했|빠)|왜\s*이(?:래|렇|러)/
const settledKo =
  /(?:해결|처리|환불|교환|도착|받았|잘\s*왔|고쳐|풀렸)[^.!?]{0,14}(?:감사|고마|됐어요|되었어요|됐네요|됐습니다|잘\s*됐)|^(?:네\s*)?(?:감사합니다|고맙습니다|알겠습니다)[.!~^ㅎ\s]*$|(?:괜찮|만족|좋)(?:아요|습니다|네요|았어요)[.!\s]*$/
/** Questions that hold a word of trouble but tell of none: what if it breaks, how late may I come. */
const asksKo =
  /(?:면|경우|때|을\s*수도|까\s*봐|ㄹ까\s*봐|다면)\s*[^.!?]{0,24}(?:되나요|될까요|가능한가요|가능할까요|어떻게|되죠|돼요\?|되는지|있나요|하나요|인가요|받을\s*수|해야|하죠|어디|걱정)|(?:보증|규정|정책|방법|기준|기한|보장|보상\s*기준|보험)[^.!?]{0,14}(?:어떻게|있나요|되나요|궁금|알려|무엇|뭔가요|인가요)|늦게까지|늦은\s*(?:시간|밤|저녁|체크|오후)|늦게\s*(?:체크인|도착해|가도|들어가|주문|신청|가면)|얼마나\s*늦|늦어지나|늦어도|안\s*(?:깨|상하|새)|깨지지\s*않|상하지\s*않|(?:불량|하자|파손|흠집|고장|문제)(?:도|은|이)?\s*(?:하나\s*)?없|(?:깨|상하|늦|지연|고장|새)[가-힣]*지\s*(?:않(?:게|고|을|았)|는\s*않)|덕분|제가\s*(?:잘못|실수|깨|떨어뜨|늦|깜빡|다른|쏟|망가)|제\s*(?:실수|잘못|과실|부주의)|(?:사이즈|색상|옵션|주소|날짜|수량|이름)(?:를|을)?\s*(?:제가\s*)?(?:잘못|다른)\s*(?:주문|선택|골|적|입력|눌|썼|쓴)/

const faultEn =
  /\b(?:broken|(?<!i )broke(?: (?:off|down|after|on|in))?|cracked|crack|shattered|smashed|in pieces|damaged|defective|faulty|torn|ripped|leak(?:s|ing|ed)|stain(?:ed|s)|scratched|scratches|dented|mou?ldy?|rotten|spoiled|stale|expired (?:milk|food|product|item|last|two|in)|undercooked|raw (?:chicken|meat|inside)|hair in|(?:bug|insect|glass|plastic|metal|worm) in|cockroach\w*|bed ?bugs|dead on arrival|fall(?:ing|s)? apart|fell (?:apart|off)|came off|malfunction\w*|(?<!i'm |am i )missing (?!you)|(?:is|was|are|were) missing|wrong (?:item|size|colou?r|order|product|parcel|package|address|meal|room|book|model|one|name|amount|food|dish|seat|shoes|shade|flavou?r|part|person|house|price)|(?:someone|somebody) else'?s|ordered [^.]{0,24}(?:got|received|sent|came)|(?:a )?different (?:item|size|colou?r|product|one) (?:than|from|arrived|came)|half (?:of )?my order|charged (?:me |us )?(?:twice|two|three|double|again|full|extra|the wrong|after|\$)|charging me|double[- ](?:charged|billed)|overcharged|billed (?:me |us )?(?:twice|again|after|two|for (?:a|something|two))|still (?:being )?(?:charged|billed|charging|waiting|haven'?t|hasn'?t|no|not|nothing|don'?t have)|never (?:arrived|came|showed|got|received|shipped|heard|turned|called|replied|delivered|credited|refunded)|hasn'?t (?:arrived|come|shipped|shown|moved|turned)|has not (?:arrived|come|shipped)|haven'?t (?:received|heard|got|gotten|seen|had any)|have not (?:received|heard|got)|no[- ]show|no(?:body| one| ?body) (?:has )?(?:answer\w*|repl\w*|pick\w*|came|show\w*|call\w*|respond\w*|told|warn\w*|inform\w*|mention\w*|apolog\w*|explain\w*|check\w*|bother\w*|helps?|cares?)|(?:no|without(?: a| any)?) (?:reply|response|answer|explanation|notice|warning|apology)|(?:(?:is|was|are|were|arrived|came|delivered|so|too|running|weeks?|days?|hours?|minutes?|months?) (?:very |really |so |too )?late)\b|late (?:again|delivery)|delayed|overdue|(?:been |was |were |have |kept )(?:on hold|waiting|stuck)|waited (?:for )?(?:an?|two|three|four|\d+|all|over|more|nearly|almost|half)|(?:an?|two|three|four|five|six|\d+) (?:weeks?|days?|months?|hours?) (?:and|with|now|later|of waiting)|on hold|rude\w*|hung up|yelled|shouted|ignored|ignoring|dismissive|unhelpful|condescending|laughed at|rolled (?:her|his|their) eyes|insulted|humiliat\w*|like (?:a )?(?:thief|criminal|idiot|dirt|trash)|swore|attitude|(?:you|they|airline|hotel|driver|someone) (?:just )?cancell?ed|(?:was|were|got|been) cancell?ed|overbooked|gave (?:away )?(?:my|our) (?:room|seat|table)|(?:second|third|fourth|fifth|2nd|3rd|4th) time|leaked|breach\w*|hacked|exposed (?:my|our)|burn(?:t|ed) (?:my|me|her|his)|injur\w*|(?:made|got) (?:me|us|my \w+|him|her) (?:so |really |very )?(?:sick|ill)|got sick (?:after|from)|food poisoning|broke out|rash|allergic reaction|caught fire|smok(?:e|ing) (?:from|came|coming)|sparks?|outage|deleted (?:my|all)|lost (?:all|my (?:luggage|bag|parcel|package|order|data|progress|files|booking|reservation|points|suitcase|photos))|disappeared|vanished|gone missing|doesn'?t match|nothing like|not (?:what i ordered|as described|as advertised)|(?:arrived|came|was|were|is) (?:completely |totally |stone |all )?(?:cold|empty|wet|soggy|melted|squashed|crushed|bent|open|opened|filthy|dirty|used|burnt|warped|torn)|filthy|dirty|lied|false advert\w*|promised [^.]{0,40}(?:but|and|yet|never)|you (?:said|told|promised)|spam(?:ming)? me|corrupted|by mistake|in error|without (?:my|our) (?:permission|consent|knowledge)|drove off|ran over|knocked over|thrown over|left (?:it |my \w+ )?in the rain|stole|snatched|tripped|slipped on|gone (?:off|bad)|went up without|came apart|unusable|useless)\b/i
const feelingEn =
  /\b(?:angry|furious|disappoint\w*|ridiculous|unacceptable|terrible|awful|horrible|worst|frustrat\w*|annoy\w*|disgust\w*|fed up|what a joke|a joke|scam(?:med)?|ruined|upset|appall\w*|shocking|never (?:again|buying|ordering)|waste of|outrageous|livid|disgrace\w*|shambles|not happy|unhappy|let down|rip-?off|embarrass\w*|nightmare)\b/i
const troubleEn =
  /\b(?:not working|isn'?t working|doesn'?t (?:work|open|load|turn|charge|start|connect|play|fit)|does not (?:work|open|load)|won'?t (?:turn|charge|start|open|load|connect|play|work|sync)|stopped working|crash\w*|freez\w*|disconnect\w*|error|bug|fail\w*|down|offline|logged out|locked|didn'?t (?:arrive|come|work|go)|can'?t (?:log|sign|open|access|pay|play|watch|connect|use)|slow|drops?|cutting out|lagg\w*)\b/i
const graveEn =
  /\b(?:keeps?|again|still|every (?:time|day|night)|constantly|always|all (?:day|night|week|weekend|morning)|for (?:days|weeks|hours|\w+ (?:days|weeks|hours))|since|(?:brand )?new|just (?:bought|got|arrived)|after (?:one|two|a|an|only|\d+) (?:use|day|week|wash|month|hour|days|weeks|months)|out of the box|lost|missed|because of|times|twice|paid|update|deadline|exam|meeting|wedding|customers)\b|!/i
const asksEn =
  /^(?:(?:hi|hello|hey)[^.!?]{0,16}[,!.]\s*)?(?:what (?:happens|if|is|are|should i do if)|do you|can i|could i|is there|are there|how (?:do|can|long|much|does|late|many)|when (?:does|will|do|can)|if (?:it|my|the|something|i)|does (?:the|your|this|it)|where (?:can|do|is)|is (?:this|the|it|my)|are (?:the|you|these))\b[^.]*\?\s*$|\b(?:my (?:own )?(?:fault|mistake)|i (?:accidentally|mistakenly|broke|dropped|forgot|ordered the wrong|picked the wrong|entered))\b/i
const settledEn =
  /\b(?:thank(?:s| you)(?: so much)?[^.]{0,30}(?:sorted|fixed|resolved|help|arrived|working|quick)|all (?:good|sorted|fixed)|sorted now|works? (?:now|great|perfectly)|(?:it )?(?:arrived|came) (?:today|now|safely|perfectly)|no problem[s]? at all)\b/i

const sentencesOfThread = (texts: readonly string[]) =>
  texts.flatMap(text => text.split(/(?<=[.!?…\n])\s*|\n+/)).filter(one => one.trim().length > 0)

/** True where the customer tells of a fault of ours that an answer must not pass over. */
const complains = (thread: readonly string[]): boolean => {
  const last = thread[thread.length - 1]
  if (last === undefined) return false
  if (thread.length > 1 && (settledKo.test(last) || settledEn.test(last)) && !feelingKo.test(last)) return false
  return sentencesOfThread(thread).some(sentence =>
    /[가-힣]/.test(sentence) ? complainsKo(sentence) : complainsEn(sentence),
  )
}

const complainsKo = (sentence: string): boolean => {
  if (feelingKo.test(sentence)) return true
  if (asksKo.test(sentence) || settledKo.test(sentence)) return false
  if ([goodsKo, wrongKo, lateKo, mannersKo].some(find => find.test(sentence))) return true
  return troubleKo.test(sentence) && grave.test(sentence)
}

const complainsEn = (sentence: string): boolean => {
  // A thing of ours that somebody saw broken, and was not hurt by.
  if (
    /\b(?:broken|dead|wrong) (?:link|image|page|sign|button|picture)\b|\btypo\b|\bthe \w+ (?:by|at|near|outside) [^.]{0,20} is broken\b/i.test(
      sentence,
    ) &&
    !feelingEn.test(sentence)
  )
    return false
  if (feelingEn.test(sentence)) return true
  if (asksEn.test(sentence) || settledEn.test(sentence)) return false
  return faultEn.test(sentence) || (troubleEn.test(sentence) && graveEn.test(sentence))
}

/** The draft itself says that something of ours went wrong. */
const confirmsKo =
  /(?:저희|당사|매장|담당자|직원|기사|창고|물류|시스템|전산|내부|포장|출고|제조|생산|배송|상담)[^.!?]{0,20}(?:실수|잘못|착오|오류|누락|부주의|과실|미흡|불찰|장애)(?:가|이|로|으로|를|을|였|임|라|한|된|되어|돼)|(?:오배송|이중\s*(?:결제|청구)|중복\s*(?:결제|청구)|불량|누락|파손|하자)(?:으로|이|가|된|인|임을|것으로|되어|\s*건)?\s*(?:것(?:으로|이|을)\s*)?(?:판정|확인(?:되|됐|했|하|돼)|맞)/
const confirmsEn =
  /\b(?:(?:our|the) (?:mistake|error|fault|oversight|system (?:error|failure)|team (?:missed|forgot|failed))|we (?:made a mistake|sent (?:you )?the wrong|charged you twice|forgot|missed|failed|lost|overlooked|messed)|(?:was|were) (?:charged twice|double[- ]charged|our fault|shipped wrong|packed wrong|our error)|(?:confirmed|found) (?:that )?(?:the|your|it|this) [^.]{0,30}(?:defective|faulty|damaged|wrong|duplicate|lost))\b/i

/** Whether words apologise. */
export const apologises = (text: string): boolean => apologies.test(text.replaceAll('’', "'"))

export const missingApology: Check = draft => {
  if (apologises(draft.text)) return []
  const confirmed = draft.sentences.some(
    one =>
      (draft.language === 'ko' ? confirmsKo : confirmsEn).test(one.text) &&
      !/없|아닌|아니|여부|경우|혹시|시에는|\bif\b|\bno\b|\bnot\b/i.test(one.text),
  )
  if (!confirmed && !complains(draft.thread.map(one => one.replaceAll('’', "'")))) return []
  const first = firstToMend(draft.sentences)
  if (!first) return []
  const head = draft.text.slice(first.from, first.to)
  return draft.language === 'ko'
    ? [
        faultAt(
          'missing_apology',
          first.from,
          first.to,
          '고객이 겪은 불편에 사과가 없습니다. 설명하기 전에 먼저 사과해 주세요.',
          `불편을 드려 정말 죄송합니다. ${head}`,
        ),
      ]
    : [
        faultAt(
          'missing_apology',
          first.from,
          first.to,
          'The customer told of a fault of ours and the reply has no apology. Apologise before explaining.',
          `I'm sorry for the trouble this has caused you. ${head}`,
        ),
      ]
}

/** The apology belongs before the first sentence that is more than a greeting. */
const firstToMend = (sentences: readonly { text: string; from: number; to: number }[]) =>
  sentences.find(
    one =>
      !/^(?:안녕하세요|안녕하십니까|반갑습니다|[^.!?]{0,14}(?:고객님|님)[,.!]?$|(?:hi|hello|hey|dear)\b[^.!?]{0,24}$)/i.test(
        one.text,
      ),
  ) ?? sentences[0]
