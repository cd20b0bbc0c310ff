/** Paragraphs for pages of the tests, written for them. */
export const russian = [
  'Сотрудники управления по контролю за оборотом наркотиков остановили на въезде в город легковой автомобиль, в багажнике которого лежали свёртки с веществом растительного происхождения.',
  'По словам начальника отдела, водитель вёл себя беспокойно, путался в ответах и не смог объяснить, откуда взялись два одинаковых чемодана с двойным дном.',
  'Экспертиза показала, что внутри находилась марихуана общей массой более четырёх килограммов, а в салоне нашли весы и упаковочный материал.',
  'Возбуждено уголовное дело, подозреваемый помещён под стражу на два месяца, следователи устанавливают поставщиков и тех, кому предназначался груз.',
  '«Такие проверки мы проводим каждую неделю, и жители всё чаще сами сообщают о подозрительных людях», — добавил представитель ведомства.',
]
export const english = [
  'Police officers stopped a lorry at the northern checkpoint on Monday morning after a routine inspection of its papers raised doubts about the declared cargo of onions.',
  'Behind the third row of sacks the officers found forty sealed packages, and a field test pointed to heroin of high purity, the regional department said in a statement.',
  'The driver, a man of thirty-four, told investigators that he had been hired by telephone and had never met the people who paid him for the journey.',
  'Prosecutors opened a criminal case under the article on smuggling, which carries a sentence of up to fifteen years, and asked the court to keep the man in custody.',
  'It was the second seizure of this size since the beginning of the year, and the department credited the training that its dog handlers had received in the autumn.',
]
export const kazakh = [
  'Полиция қызметкерлері қала іргесіндегі тексеру бекетінде күдікті көлікті тоқтатып, оның жүк салғышынан есірткі заты салынған қапшықтарды тапты.',
  'Департамент баспасөз қызметінің мәліметінше, жүргізуші сұрақтарға нақты жауап бере алмай, қапшықтардың қайдан шыққанын түсіндірмеген.',
  'Сараптама қорытындысы бойынша тәркіленген заттың жалпы салмағы үш келіден асады, қазір оны жеткізгендер анықталып жатыр.',
  'Аталған дерек бойынша қылмыстық іс қозғалып, күдікті уақытша ұстау изоляторына қамалды, тергеу амалдары жалғасуда.',
]
export const azerbaijani = [
  'Polis əməkdaşları rayonun girişində dayandırdıqları avtomobilə baxış keçirərkən yük yerində gizlədilmiş bir neçə bağlama narkotik vasitə aşkar ediblər.',
  'Saxlanılan şəxs ifadəsində bildirib ki, bağlamaları tanımadığı bir nəfərdən alıb və onları şəhərin mərkəzində başqasına təhvil verməli imiş.',
  'Ekspertizanın rəyinə əsasən götürülmüş maddənin ümumi çəkisi iki kiloqramdan artıqdır, fakt üzrə cinayət işi başlanıb və araşdırma davam edir.',
  'Nazirliyin mətbuat xidməti vətəndaşları belə hallar barədə dərhal qaynar xəttə məlumat verməyə çağırıb.',
]
export const german = [
  'Zollbeamte haben am Dienstagabend auf der Autobahn einen Kleintransporter angehalten, dessen Ladung nach den Papieren nur aus gebrauchten Möbeln bestehen sollte.',
  'Hinter einer doppelten Rückwand entdeckten sie mehrere Pakete mit Amphetamin, deren Wert die Behörde auf einen sechsstelligen Betrag schätzt.',
  'Der Fahrer schwieg bei der Vernehmung, sein Beifahrer gab an, von der Fracht nichts gewusst zu haben, und verlangte einen Anwalt.',
  'Gegen beide Männer wurde Haftbefehl erlassen, die Ermittlungen führt die gemeinsame Gruppe von Zoll und Polizei in der Landeshauptstadt.',
]
export const french = [
  'Les douaniers ont intercepté dans la nuit de mercredi un véhicule utilitaire qui circulait sans plaques sur une route secondaire proche de la frontière.',
  'À son bord, ils ont découvert une centaine de plaquettes de résine de cannabis dissimulées sous un chargement de légumes destiné au marché régional.',
  'Le conducteur, un homme de vingt-neuf ans déjà connu des services, a été placé en garde à vue puis présenté au parquet dans la matinée.',
  'L’enquête, confiée à la brigade de recherche, doit maintenant établir le parcours exact de la marchandise et l’identité de ses commanditaires.',
]
