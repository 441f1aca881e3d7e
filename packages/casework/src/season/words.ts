/**
 * What invented callers and members write. Nobody real said any of it; places are invented too (Tarsk, Ozyorny,
 * Kamenka, Zarechye). Russian and Arabic are drafts for a speaker to correct.
 */
import type { AnsweredQuestion, SafetyPlan } from "../operation.ts";
import { RISK_FACTORS, type RiskAnswers } from "../risk/factors.ts";
import type { Answers, Urgency } from "../words.ts";

export type Tongue = "ru" | "en" | "ar";

type First = { text: string; answers: Answers; urgency: Urgency };

export const FIRST: Readonly<Record<Tongue, readonly First[]>> = {
  ru: [
    {
      text: "Здравствуйте. Мне дали этот адрес. Дома узнали обо мне из чужой переписки, дядя звонит каждый час. Не знаю, кому можно верить. Вы правда помогаете?",
      answers: {
        danger: "soon",
        need: "leave",
        where: "Тарск",
        reach: "Писать можно ночью, после одиннадцати",
        company: "нет",
      },
      urgency: "soon",
    },
    {
      text: "Двое моих знакомых не отвечают третий день. Говорят, следующие в списке те, кто был у них в телефоне. Я в телефоне есть. Документы при себе.",
      answers: { danger: "now", need: "leave", where: "Тарск, левый берег", adult: "yes" },
      urgency: "now",
    },
    {
      text: "Брат отобрал паспорт и говорит, что из города мне не уехать. Телефон проверяет по вечерам. Пишу с чужого.",
      answers: {
        danger: "soon",
        need: "papers",
        reach: "Только днём, с десяти до полудня, не звонить",
        company: "мать знает",
      },
      urgency: "soon",
    },
    {
      text: "Меня вызывают на разговор в отдел завтра утром. Один знакомый ходил на такой разговор и вернулся через неделю. Идти или нет?",
      answers: { danger: "now", need: "advice", where: "Ближний посёлок" },
      urgency: "now",
    },
    {
      text: "Мы вдвоём. Уехали из дома вчера, ночуем в машине. Деньги кончаются. Куда можно приехать, чтобы не спрашивали паспорт?",
      answers: { danger: "soon", need: "shelter", where: "трасса у Каменки", company: "вдвоём" },
      urgency: "soon",
    },
    {
      text: "Пока ничего не случилось, но на работе стали спрашивать, почему я не в браке. Хочу понять, что делать, если станет хуже.",
      answers: { danger: "no", need: "advice", adult: "yes" },
      urgency: "later",
    },
    {
      text: "Кто-то пишет мне от имени друга и зовёт встретиться за городом. Друг так не пишет. Что это может быть?",
      answers: { danger: "unsure", need: "advice" },
      urgency: "unknown",
    },
    {
      text: "Нужен врач, который не станет сообщать. Ребро, кажется, сломано. Дома говорю, что упал с лестницы.",
      answers: { danger: "soon", need: "doctor", where: "Озёрный", reach: "Отвечайте в любое время, телефон со мной" },
      urgency: "soon",
    },
    {
      text: "Я в другом городе уже месяц, но вчера у подъезда стояла машина с номерами из дома. Узнаю эту машину.",
      answers: { danger: "soon", need: "shelter", where: "Заречье" },
      urgency: "soon",
    },
    {
      text: "Можно ли вывезти сестру вместе со мной? Ей девятнадцать, её собираются выдать замуж, чтобы «закрыть вопрос».",
      answers: { danger: "soon", need: "leave", company: "сестра" },
      urgency: "soon",
    },
    {
      text: "Есть загранпаспорт, есть немного денег. Хочу знать, куда вообще можно уехать и сколько ждать.",
      answers: { danger: "no", need: "papers" },
      urgency: "later",
    },
    {
      text: "Соседи видели, как ко мне приходил друг. Отец сказал: до пятницы реши сам, иначе решим мы.",
      answers: { danger: "now", need: "leave", where: "Тарск", adult: "yes" },
      urgency: "now",
    },
  ],
  en: [
    {
      text: "I study abroad but my family has called me home for a wedding that does not exist. My cousin warned me. The ticket is for Sunday.",
      answers: { danger: "soon", need: "advice", adult: "yes" },
      urgency: "soon",
    },
    {
      text: "Are you really who you say you are? A page like this one was a trap for a friend of mine.",
      answers: { danger: "unsure" },
      urgency: "unknown",
    },
    {
      text: "I have a passport but my brother keeps it. He sleeps in the room next to mine.",
      answers: {
        danger: "soon",
        need: "papers",
        where: "Tarsk",
        reach: "Mornings only, nothing that lights up the phone",
      },
      urgency: "soon",
    },
    {
      text: "Is it possible to travel with a small child? He is four. Nobody but me looks after him.",
      answers: { danger: "no", need: "leave", company: "a child of four" },
      urgency: "later",
    },
    {
      text: "They took my phone for two days and gave it back. I am writing from the library. What did they put on it?",
      answers: { danger: "soon", need: "advice" },
      urgency: "soon",
    },
  ],
  ar: [
    {
      text: "مرحبا. أكتب من هاتف صديقة. أهلي عرفوا ولا أستطيع الخروج وحدي. هل يمكنكم المساعدة دون أن يعرف أحد؟",
      answers: { danger: "soon", need: "leave", reach: "بعد منتصف الليل فقط" },
      urgency: "soon",
    },
    {
      text: "وصلت إلى مدينة أخرى منذ أسبوع. لا مال عندي ولا مكان آمن. ابن عمي يعمل هنا.",
      answers: { danger: "soon", need: "shelter", where: "زاريتشيه" },
      urgency: "soon",
    },
    {
      text: "أريد أن أسأل فقط. ماذا يحدث لو طلبت منكم المساعدة؟ من يقرأ كلامي؟",
      answers: { danger: "no", need: "advice" },
      urgency: "later",
    },
  ],
};

export const ASKING: Readonly<Record<Tongue, readonly string[]>> = {
  ru: [
    "Мы прочитали. Отвечать на звонки не нужно. Скажите, пожалуйста: опасность сейчас, в ближайшие дни или позже? Рассказывать, что было, не обязательно.",
    "Спасибо, что написали. Мы с вами. Есть ли место, где можно провести эту ночь без родственников? Когда вам безопасно читать ответы?",
    "Это мы, и проверить это можно: адрес страницы напечатан у тех, кто вам его дал. Сначала главное: есть ли документы при вас и кто ещё о вас знает?",
  ],
  en: [
    "We have read this. You need not tell what was done to you. Is the danger now, within days, or later? When is it safe for you to read here?",
    "It is right to ask. Compare the six words on our page with those your friend was given. Nothing you write here obliges you to anything.",
  ],
  ar: ["قرأنا رسالتك. لا حاجة لأن تشرح ما حدث. هل الخطر الآن أم خلال أيام؟ ومتى تكون القراءة هنا آمنة؟"],
};

export const REPLYING: Readonly<Record<Tongue, readonly string[]>> = {
  ru: [
    "В ближайшие дни. Читать могу ночью. Документы со мной, только трудовая дома.",
    "Ночь провожу у знакомых, они не спрашивают. Дальше не знаю. Обо мне знает брат и, наверное, его друзья.",
    "Слова совпали. Спасибо. Паспорт достать можно, когда все на работе, во вторник до обеда.",
    "Сейчас тихо. Телефон у меня проверяют, поэтому буду писать редко. Не теряйте меня.",
  ],
  en: [
    "Within days, I think. I can read here in the mornings. My papers are with me.",
    "The words are the same. Thank you. I will come back tomorrow, do not write anywhere else.",
  ],
  ar: ["خلال أيام. أقرأ هنا بعد منتصف الليل. أوراقي معي."],
};

export const ADVICE: Readonly<Record<Tongue, readonly string[]>> = {
  ru: [
    "Вот что можно сделать уже сейчас: держать документы и зарядку в одной сумке, ни с кем не договариваться о встрече за городом. Если станет хуже, напишите сюда теми же словами.",
    "Мы нашли для вас юриста, к которому можно прийти без записи. Когда, в каком часу — напишем отдельно, когда скажете, что читать безопасно.",
  ],
  en: [
    "Keep your papers and the charger in one bag. Do not meet anyone who writes in your friend's name. If it gets worse, come back here with the same words.",
  ],
  ar: ["ضع أوراقك وشاحن الهاتف في حقيبة واحدة. إذا ساء الأمر فعد إلى هنا بالكلمات نفسها."],
};

export const READY: Readonly<Record<Tongue, readonly string[]>> = {
  ru: [
    "Готово. Одна сумка. Телефон оставляю дома.",
    "Мы готовы. Одна сумка на двоих.",
    "Выхожу в назначенный час. Если не выйду, значит, не получилось.",
  ],
  en: ["Ready. One bag. I leave the phone at home.", "I can be at the place you named at that hour."],
  ar: ["أنا جاهز. حقيبة واحدة والهاتف يبقى في البيت."],
};

export const ON_THE_WAY: Readonly<Record<Tongue, readonly string[]>> = {
  ru: ["Едем. Всё спокойно.", "На месте пересадки. Никого знакомого.", "В дороге, проверок не было."],
  en: ["On the way. Quiet so far.", "Changed as agreed. Nobody I know."],
  ar: ["في الطريق. كل شيء هادئ."],
};

export const ARRIVED: Readonly<Record<Tongue, readonly string[]>> = {
  ru: [
    "Мы внутри. Впервые за месяц дверь закрывается изнутри.",
    "На месте. Можно поспать?",
    "Доехали. Спасибо хозяевам.",
  ],
  en: ["Inside. The door locks from our side.", "Arrived. May I sleep now?"],
  ar: ["وصلنا. الباب يقفل من الداخل."],
};

export const INSTRUCTION: Readonly<Record<Tongue, string>> = {
  ru: "Завтра в 07:10 у киоска с хлебом, синяя сумка на левом плече. К вам подойдут со словами «не подскажете, где библиотека». Это сообщение останется до полудня.",
  en: "Tomorrow at 07:10 by the bread kiosk, the blue bag on the left shoulder. You will be asked the way to the library. This message stays until noon.",
  ar: "غدا في الساعة 07:10 عند كشك الخبز، الحقيبة الزرقاء على الكتف الأيسر. سيسألك أحدهم عن المكتبة. تبقى هذه الرسالة حتى الظهر.",
};

export const IN_CARE: Readonly<Record<Tongue, readonly string[]>> = {
  ru: [
    "Теперь с вами одни и те же люди, и писать можно так же, теми же словами. Ближайшие часы оставайтесь там, где есть, и ни с кем не договаривайтесь о встрече.",
    "Прочитали. Мы готовим дорогу и напишем, как только она будет проверена вдвоём. Если что-то изменится, пишите сразу.",
  ],
  en: ["From here on the same few people read you. Stay where you are for the next hours and agree to meet nobody."],
  ar: ["من الآن يقرأ رسائلك الأشخاص أنفسهم. ابق حيث أنت في الساعات القادمة ولا تتفق على لقاء أحد."],
};

export const REST: Readonly<Record<Tongue, readonly string[]>> = {
  ru: ["Отдыхайте. Хозяева не спрашивают ни имён, ни откуда вы. Завтра после полудня напишите пару слов."],
  en: ["Rest. The hosts ask neither names nor where you come from. Write a few words tomorrow after noon."],
  ar: ["استرح. المضيفون لا يسألون عن الأسماء. اكتب بضع كلمات غدا بعد الظهر."],
};

/** A long letter, for whoever wants to see how the page, the padding and the screen bear one. */
export const LONG_LETTER = [
  "Здравствуйте. Пишу долго, потому что второй раз, наверное, не смогу. Прочитайте, пожалуйста, до конца, а если что-то лишнее — пропустите.",
  "Живу в Тарске, на левом берегу, в доме с зелёными воротами. Работаю в мастерской, чиню часы и весы. Это тихая работа, и люди у меня бывают разные: кто с будильником, кто с кухонными весами, кто просто поговорить. Один из них стал другом. Больше о нём ничего не напишу.",
  "Три недели назад у него забрали телефон. Сначала сказали, что это из-за кредита, потом что из-за брата, потом перестали говорить. Через два дня телефон вернули, а он сам стал приходить реже и смотреть в окно, прежде чем сесть. На прошлой неделе он не пришёл. Его мать открывает дверь и говорит, что он уехал на заработки. Она говорит это слишком быстро.",
  "После этого ко мне стали заходить двое. Часов у них нет. Они спрашивают, сколько стоит ремонт, и не слушают ответа. Вчера один из них положил на стол мою фотографию с прошлогодней ярмарки и спросил, кто стоит рядом. Сказать мне было нечего. Он забрал фотографию и велел подумать до субботы.",
  "Дома знает только сестра. Она взрослая, с ней можно говорить, но не по телефону: её муж читает всё, что приходит. Отец не знает, и если узнает, то от дяди, а дядя служит там же, где служат эти двое. Поэтому времени, думаю, до субботы, а может, и меньше.",
  "Что у меня есть: паспорт, загранпаспорта нет. Немного денег, хватит на неделю. Сумка собрана и стоит в мастерской под верстаком. Машины нет. Водить умею. Здоровье нормальное, только плохо вижу вечером. Языков, кроме двух наших, не знаю, по-английски читаю медленно.",
  "Чего боюсь: вокзала. Там стоит двоюродный брат дяди, он знает меня в лицо. Автобусы до Каменки ходят в шесть утра и в два часа дня, и на выезде из города их останавливают. По просёлку через Заречье не останавливают, но это сорок километров, и там всё видно.",
  "Чего не хочу: чтобы искали сестру. Если для этого нужно, чтобы я кому-то что-то написал перед отъездом, скажите что. И если мне нельзя никому говорить, что жив, — скажите это прямо, я пойму.",
  "Писать мне можно сюда, звонить нельзя. Читаю с полуночи до часа, когда в доме спят, и ещё днём с двенадцати до половины первого, в мастерской. Если вместо меня напишет кто-то, кто не знает, какого цвета ворота, — это не я.",
  "Это всё. Если вы настоящие, ответьте хотя бы одним словом.",
].join("\n\n");

export const THREATS = [
  { who: "Two uncles", kind: "family", reach: ["Tarsk", "Kamenka station"], certainty: "likely" },
  { who: "Duty officer, Tarsk", kind: "police", reach: ["the whole district", "trains"], certainty: "said" },
  { who: "Cousin in Port Laz", kind: "family", reach: ["the market quarter of Port Laz"], certainty: "confirmed" },
  { who: "Elder brother and two friends", kind: "family", reach: ["Tarsk", "Ozyorny"], certainty: "likely" },
  { who: "Former colleague who informs", kind: "other", reach: ["the bus station in Zarechye"], certainty: "said" },
] as const;

/** What verification finds before it is concluded, and when it is. */
export const STATEMENTS = [
  [
    "Lives where and with whom as told; knows the street as someone from there does",
    "the letters",
    "a second member asked again on another day, same answers",
  ],
  ["Was held two days in spring", "the letters", "an acquaintance already sheltered names the same building, unasked"],
  ["The family is searching", "the letters", "a call to the workplace by someone who gave no name"],
  [
    "Is the holder of these papers",
    "photograph of the page, taken on request",
    "date and light match the hour of the letter",
  ],
] as const;

const answers = (said: RiskAnswers): AnsweredQuestion[] =>
  RISK_FACTORS.map((factor) => ({ factor, answer: said[factor] ?? "not-known" }));

/** Answers that suggest this urgency. */
export const ANSWERED: Readonly<Record<"now" | "soon" | "later", AnsweredQuestion[]>> = {
  now: answers({ threatened: "yes", "place-known": "yes", "phone-searched": "yes", minor: "no", "safe-tonight": "no" }),
  soon: answers({
    threatened: "yes",
    "place-known": "no",
    "locked-in": "no",
    "violence-before": "yes",
    minor: "no",
    "leaves-alone": "yes",
    "safe-tonight": "yes",
  }),
  later: answers({
    threatened: "no",
    "place-known": "no",
    "locked-in": "no",
    weapon: "no",
    minor: "no",
    "leaves-alone": "yes",
    "safe-tonight": "yes",
    "someone-near": "yes",
  }),
};

export const FACTORS = [
  "family knows",
  "phone was searched",
  "has no papers at hand",
  "known to the police by name",
  "money for days only",
] as const;

export const HAND_OVERS = [
  "Quiet until four. Two threads asked for a woman to answer; Tern has them.",
  "Whoever writes as a friend of an earlier caller: ask for the colour first, then read.",
  "The bus at six was stopped twice this week. Nobody on it until we know more.",
  "Siskin sleeps until noon. Curlew takes verification until then.",
  "Three threads wait for papers only. Nothing urgent in them, I asked.",
] as const;

const PLANTS =
  "Juniper Alder Hazel Sorrel Linden Rowan Fern Aspen Bracken Clover Dogwood Elder Flax Gorse Hawthorn Iris Jasmine " +
  "Kale Larch Mallow Nettle Osier Poplar Quince Reed Sedge Tansy Vetch Willow Yarrow Angelica Borage Campion Dill " +
  "Fennel Gentian Heather Hyssop Ivy Knapweed Lupin Madder Myrtle Oat Peony Rye Saffron Teasel Thyme Valerian " +
  "Wormwood Anise Barley Burdock Caraway Celandine Chicory Cowslip Daisy Cress Edelweiss Foxglove Gooseberry Hops " +
  "Lavender Lovage Marjoram Millet Mint Mullein Mustard Oregano Parsley Pine Plantain Primrose Radish Rosemary Rue " +
  "Sage Samphire Spruce Sumac Tamarisk Tarragon Thistle Thrift Tulip Verbena Violet Woodruff Yew Acacia Almond Apricot " +
  "Arnica Balsam Bilberry Bluebell Bramble Broom Buckthorn Camomile Cedar Cherry Chestnut Comfrey Cornel Cypress " +
  "Damson Eglantine Fig Hemp Holly Hornbeam Laurel Lily Medlar Mulberry Olive Plane Plum Pomegranate Poppy Sallow";

/** Aliases for cases: plants, each once. */
export const ALIASES: readonly string[] = PLANTS.split(" ");

/** What somebody is left with who cannot be moved. */
export const PLAN: SafetyPlan = {
  signs: "two calls in one day from the uncle; a car at the gate that nobody knows",
  places: "the reading room until eight; the neighbour on the third floor",
  people: "the neighbour knows a little, the sister-in-law nothing",
  carry: "passport, a charger, the pills, money for three days, in the blue school bag",
  papers: "a copy of the passport lies with the neighbour, in a recipe book",
  codeWord: "whether she has a spare jar lid: then she rings the lawyer",
  phoneTaken: "write nothing for three days; then from the reading room, as somebody new",
  nextWord: "Tuesday after six, and every second Tuesday",
};

export const REFERRAL = {
  to: "a lawyer in Zarechye",
  purpose: "what a summons means, and to come along to it",
  consent: "the caller, in the letter of before: first name and town, nothing else",
};
