package rules

import "quizbot/questions"

// Word lists. They are common knowledge, written for this project; no list was
// taken from elsewhere.

// firstNames are given names of several languages. A capitalised phrase that
// begins with one is a person unless its last word says otherwise.
var firstNames = questions.GivenNames

// notFirstNames are given names that as often begin another name.
var notFirstNames = set("August Jordan Georgia Virginia Victoria June Florence Prince Paris Charlotte Chester Lincoln Santiago Salvador San Roman Said Will Grace Rose Dean Christian Lee")

// personTitles stand before a person's name and are not part of it.
var personTitles = set(`Majesty Highness Excellency Eminence Holiness Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof. Professor President Vice Prime Minister Premier Chancellor Senator Sen Sen. Rep Rep. Representative Congressman Congresswoman Governor Gov Gov. Mayor Judge Justice Gen Gen. General Col Col. Colonel Lt Lt. Lieutenant Capt Capt. Captain Major Maj Maj. Sgt Sgt. Sergeant Admiral Commander Chief King Queen Prince Princess Pope Bishop Archbishop Cardinal Father Rev Rev. Reverend Sir Dame Lord Lady Saint Ambassador Secretary Director Chairman Chairwoman Attorney Sheriff Detective Officer Inspector Deputy Speaker Rabbi Imam Sheikh Mullah Ayatollah Coach Administrator Commissioner Superintendent Spokesman Spokeswoman Emperor Empress Tsar Sultan Count Countess Duke Duchess Baron Baroness Marquis Earl Viscount Emir Khan Caliph Taoiseach Tanaiste Tánaiste Councillor Cllr Brigadier Constable Foreign Former Manager`)

// mediaNames end the names of media and of nothing else.
const mediaNames = `Network Television Radio Media Weekly Daily Gazette Tribune Herald Chronicle Courant Telegraph Guardian Observer Review Insider Sentinel Bulletin Digest Dispatch Examiner Inquirer Newswire Broadcasting`

// knownCompanies are companies by one word that is the name of nothing else.
const knownCompanies = `Google Microsoft Apple Facebook Twitter Amazon IBM Intel Samsung Sony Nokia Netflix Uber Tesla Boeing Airbus Toyota Ford YouTube Disney Yahoo eBay Starbucks Walmart Volkswagen Nissan Honda Renault Peugeot Hyundai Volvo Chrysler BMW Heineken Carlsberg Nestlé Nestle Unilever Danone Pepsi PepsiCo Pfizer Moderna Novartis AstraZeneca GlaxoSmithKline Bayer Siemens Bosch Philips Panasonic Toshiba Hitachi Fujitsu Motorola Ericsson Qualcomm Nvidia Cisco PayPal Spotify TikTok Instagram WhatsApp LinkedIn Skype SpaceX Airbnb WeWork Lufthansa Ryanair EasyJet Qantas Vodafone Verizon Comcast Citigroup Barclays HSBC Nomura Alibaba Huawei Tencent Xiaomi Baidu Nintendo Ubisoft Exxon ExxonMobil Gazprom Rosneft Lukoil Yukos Petrobras Tesco Sainsbury Ikea Adidas Nike Reebok McDonald's GitHub OpenAI Salesforce Bloomberg`

var companyNames = set(knownCompanies)

// orgWords end or stand in the name of a body.
var orgWords = set(`Foods Games Motors United Rovers Wanderers Athletic Albion Hotspur Rangers Energy Electric Pharma Therapeutics Pharmaceuticals Studios Records Pictures Entertainment Brands Stores Markets Capital Telecom Oil Bancorp Labs University College School Institute Institution Academy Ministry Department Agency Administration Authority Commission Committee Council Court Congress Senate Parliament Assembly Party Union Association Organization Organisation Foundation Society Federation League Club Company Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC PLC GmbH Group Bank Bureau Office Service Services Board Center Centre Coalition Alliance Front Army Navy Force Forces Police Guard Team Press News Times Post Journal Magazine Network Television Radio Media Hospital Clinic Laboratory Laboratories Lab Museum Church Airlines Airways Industries Systems Technologies Technology Partners Holdings Fund Trust Project Initiative Campaign Program Programme Programs House Kremlin Pentagon Cabinet Government Treasury Reuters Mozilla Wikipedia Wikimedia WikiLeaks FIFA UEFA NASA NATO UNESCO Taliban Hamas Hezbollah Greenpeace Democrats Republicans Conservatives Interpol Supreme Watch International Observatory Exchange Solutions Ventures Research Consulting Analytics Securities Insurance Healthcare Weekly Daily Gazette Tribune Herald Chronicle Courant Telegraph Guardian Observer Review Express`, mediaNames, knownCompanies)

// placeWords end the name of a place.
var placeWords = set(`Island Islands River Lake Sea Ocean Bay Gulf Mountain Mountains Valley Desert Forest Park County Province State District City Town Village Street Avenue Road Square Bridge Airport Station Stadium Arena Hall Beach Peninsula Coast Cape Canyon Strait Harbor Harbour Port Region Territory Republic Kingdom Palace Castle Cathedral Plaza Hills Heights Canal Creek Falls Basin Plateau Border`)

// thingWords end the name of something that is neither a person, nor a body,
// nor a place.
var thingWords = set(`Rights Mysteries Chronicles Diaries War Wars Battle Act Treaty Agreement Accord Accords Revolution Prize Award Awards Cup Championship Championships Olympics Games Day Week Month Year Century Age Era Bible Constitution Amendment Code Law Bill Report Study Project Plan Strategy Crisis Conference Summit Convention Festival Election Elections Movement Empire Dynasty Language Theory Model Series Album Book Novel Film Movie Show Medal Order Tour Race Marathon Open Final Finals Season Edition Version Explorer System Windows Deal Virus Disease Syndrome Fever Express Protocol Declaration Charter Principle Effect Rebellion Crusade Crusades Massacre Schism Plague Death Black Roman Christian Christmas Easter Chair Fellowship Professorship Warming Change`)

// geography lists states by region, and each one's adjective. Options for a
// country come from its region first.
var geography = map[string]string{
	"Southern Europe": "Spain/Spanish Portugal/Portuguese Italy/Italian Greece/Greek Cyprus/Cypriot Malta/Maltese",
	"Western Europe":  "France/French Germany/German Belgium/Belgian Netherlands/Dutch Austria/Austrian Switzerland/Swiss Ireland/Irish Luxembourg/Luxembourgish England/English Scotland/Scottish Wales/Welsh Britain/British",
	"Northern Europe": "Sweden/Swedish Norway/Norwegian Denmark/Danish Finland/Finnish Iceland/Icelandic Estonia/Estonian Latvia/Latvian Lithuania/Lithuanian",
	"Eastern Europe":  "Russia/Russian Ukraine/Ukrainian Belarus/Belarusian Poland/Polish Hungary/Hungarian Romania/Romanian Bulgaria/Bulgarian Moldova/Moldovan Slovakia/Slovak Slovenia/Slovenian Croatia/Croatian Serbia/Serbian Bosnia/Bosnian Albania/Albanian Kosovo/Kosovar Montenegro/Montenegrin",
	"Middle East":     "Turkey/Turkish Iran/Iranian Iraq/Iraqi Syria/Syrian Lebanon/Lebanese Israel/Israeli Jordan/Jordanian Kuwait/Kuwaiti Qatar/Qatari Bahrain/Bahraini Oman/Omani Yemen/Yemeni Egypt/Egyptian",
	"South Asia":      "India/Indian Pakistan/Pakistani Bangladesh/Bangladeshi Afghanistan/Afghan Nepal/Nepalese Bhutan/Bhutanese",
	"East Asia":       "China/Chinese Japan/Japanese Mongolia/Mongolian Taiwan/Taiwanese",
	"Southeast Asia":  "Myanmar/Burmese Thailand/Thai Vietnam/Vietnamese Cambodia/Cambodian Laos/Laotian Malaysia/Malaysian Singapore/Singaporean Indonesia/Indonesian Philippines/Filipino",
	"Central Asia":    "Kazakhstan/Kazakh Uzbekistan/Uzbek Tajikistan/Tajik Kyrgyzstan/Kyrgyz Turkmenistan/Turkmen Azerbaijan/Azerbaijani Armenia/Armenian",
	"Africa":          "Nigeria/Nigerian Kenya/Kenyan Ethiopia/Ethiopian Somalia/Somali Sudan/Sudanese Uganda/Ugandan Tanzania/Tanzanian Rwanda/Rwandan Ghana/Ghanaian Senegal/Senegalese Mali/Malian Niger/Nigerien Chad/Chadian Cameroon/Cameroonian Gabon/Gabonese Angola/Angolan Zambia/Zambian Zimbabwe/Zimbabwean Botswana/Botswanan Namibia/Namibian Mozambique/Mozambican Madagascar/Malagasy Algeria/Algerian Tunisia/Tunisian Morocco/Moroccan Libya/Libyan Mauritania/Mauritanian Liberia/Liberian Eritrea/Eritrean Malawi/Malawian",
	"the Americas":    "Canada/Canadian Mexico/Mexican Brazil/Brazilian Argentina/Argentine Chile/Chilean Peru/Peruvian Colombia/Colombian Venezuela/Venezuelan Ecuador/Ecuadorian Bolivia/Bolivian Paraguay/Paraguayan Uruguay/Uruguayan Cuba/Cuban Haiti/Haitian Jamaica/Jamaican Guatemala/Guatemalan Honduras/Honduran Nicaragua/Nicaraguan Panama/Panamanian Guyana/Guyanese",
	"Oceania":         "Australia/Australian Fiji/Fijian Samoa/Samoan Tonga/Tongan Vanuatu/Vanuatuan",
}

// longCountries are written with several words or with an article.
var longCountries = map[string]string{
	"United States": "the Americas", "United Kingdom": "Western Europe", "Soviet Union": "Eastern Europe", "Czech Republic": "Eastern Europe",
	"South Korea": "East Asia", "North Korea": "East Asia", "Sri Lanka": "South Asia", "Hong Kong": "East Asia", "Saudi Arabia": "Middle East", "United Arab Emirates": "Middle East",
	"South Africa": "Africa", "Sierra Leone": "Africa", "Ivory Coast": "Africa", "Burkina Faso": "Africa", "South Sudan": "Africa",
	"New Zealand": "Oceania", "Papua New Guinea": "Oceania", "Costa Rica": "the Americas", "El Salvador": "the Americas", "Dominican Republic": "the Americas", "Puerto Rico": "the Americas",
	"U.S.": "the Americas", "US": "the Americas", "U.K.": "Western Europe", "UK": "Western Europe", "Great Britain": "Western Europe",
}

// usStates are the states of the United States.
var usStates = []string{"Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming"}

// cityRegions lists cities by the region of the world they lie in, names of
// several words with underscores. Options for a city come from its country where
// [citiesOf] lists that, else from its region.
var cityRegions = map[string]string{
	"Western Europe":  "London Paris Berlin Rome Madrid Vienna Brussels Amsterdam Geneva Zurich Basel Lisbon Dublin Edinburgh Glasgow Manchester Liverpool Birmingham Leeds Bristol Oxford Cambridge Hamburg Munich Frankfurt Cologne Leipzig Dresden Milan Naples Venice Florence Turin Barcelona Seville Valencia Lyon Marseille Bordeaux",
	"Northern Europe": "Stockholm Oslo Copenhagen Helsinki Tallinn Riga Vilnius Reykjavik Gothenburg Bergen",
	"Eastern Europe":  "Moscow St._Petersburg Warsaw Prague Budapest Bucharest Sofia Belgrade Kiev Kyiv Minsk Athens Zagreb Krakow",
	"Middle East":     "Tehran Baghdad Damascus Beirut Cairo Alexandria Jerusalem Tel_Aviv Istanbul Ankara Riyadh Mecca Medina Dubai Abu_Dhabi Doha Kuwait_City Basra Mosul Aleppo Antioch",
	"South Asia":      "Kabul Kandahar Kunduz Delhi New_Delhi Mumbai Bangalore Bengaluru Chennai Kolkata Karachi Lahore Islamabad Dhaka",
	"East Asia":       "Beijing Shanghai Tokyo Osaka Seoul Pyongyang",
	"Southeast Asia":  "Bangkok Hanoi Jakarta Manila Kuala_Lumpur",
	"Central Asia":    "Tashkent Dushanbe Tbilisi Baku Yerevan",
	"Oceania":         "Sydney Melbourne Canberra Brisbane Perth Auckland Wellington Adelaide",
	"Africa":          "Nairobi Lagos Abuja Johannesburg Pretoria Cape_Town Addis_Ababa Khartoum Tripoli Tunis Algiers Casablanca Rabat Dakar Accra Kinshasa Kampala Harare Carthage",
	"the Americas":    "New_York_City Los_Angeles Chicago Houston Boston Philadelphia San_Francisco Seattle Dallas Atlanta Miami Detroit Denver Baltimore New_Orleans Las_Vegas San_Diego Cleveland Pittsburgh St._Louis Minneapolis Toronto Montreal Vancouver Ottawa Mexico_City Havana Bogota Bogotá Lima Buenos_Aires Rio_de_Janeiro São_Paulo Brasilia Caracas Quito La_Paz Washington",
}

// citiesOf lists well-known cities by country, for options; those of the United States
// by state. Names of several words have underscores.
var citiesOf = map[string]string{
	"England":   "London Manchester Birmingham Liverpool Leeds Sheffield Bristol Newcastle Nottingham Oxford Cambridge",
	"Scotland":  "Edinburgh Glasgow Aberdeen Dundee Inverness",
	"Germany":   "Berlin Hamburg Munich Cologne Frankfurt Stuttgart Leipzig Dresden Düsseldorf",
	"France":    "Paris Marseille Lyon Toulouse Bordeaux Nantes Strasbourg Lille",
	"Italy":     "Rome Milan Naples Turin Florence Venice Bologna Genoa",
	"Spain":     "Madrid Barcelona Seville Valencia Bilbao Zaragoza",
	"India":     "Delhi New_Delhi Mumbai Bangalore Bengaluru Chennai Kolkata Hyderabad Ahmedabad Pune",
	"Pakistan":  "Karachi Lahore Islamabad Rawalpindi Peshawar",
	"China":     "Beijing Shanghai Guangzhou Shenzhen Chengdu Wuhan Tianjin Nanjing",
	"Japan":     "Tokyo Osaka Kyoto Nagoya Sapporo Fukuoka",
	"Australia": "Sydney Melbourne Brisbane Perth Adelaide Canberra",
	"Canada":    "Toronto Montreal Vancouver Ottawa Calgary Edmonton Winnipeg",
	"Brazil":    "São_Paulo Rio_de_Janeiro Brasilia Salvador Recife Fortaleza",

	"Ireland":     "Dublin Cork Limerick Galway Waterford Kilkenny",
	"Switzerland": "Zurich Geneva Basel Bern Lausanne Lucerne",
	"Netherlands": "Amsterdam Rotterdam Utrecht Leiden Haarlem Eindhoven",
	"Afghanistan": "Kabul Kandahar Kunduz Herat Jalalabad Ghazni",
	"Egypt":       "Cairo Alexandria Luxor Aswan Suez",
	"Iran":        "Tehran Isfahan Shiraz Tabriz Mashhad",
	"Iraq":        "Baghdad Basra Mosul Kirkuk Fallujah Najaf",
	"Russia":      "Moscow St._Petersburg Kazan Novosibirsk Samara Vladivostok",
	"Syria":       "Damascus Aleppo Homs Hama Raqqa",
	"Turkey":      "Istanbul Ankara Izmir Antalya Adana",
	"Ukraine":     "Kiev Kyiv Kharkiv Odessa Lviv Poltava",

	"Arizona": "Phoenix Tucson", "California": "Los_Angeles San_Francisco San_Diego Sacramento Oakland San_Jose", "Colorado": "Denver", "Florida": "Miami Tampa Orlando Jacksonville", "Georgia": "Atlanta", "Illinois": "Chicago", "Louisiana": "New_Orleans", "Maryland": "Baltimore", "Massachusetts": "Boston", "Michigan": "Detroit", "Minnesota": "Minneapolis", "Missouri": "St._Louis Kansas_City", "Nevada": "Las_Vegas", "New York": "New_York_City Buffalo", "Ohio": "Cleveland Cincinnati Columbus", "Oregon": "Portland", "Pennsylvania": "Philadelphia Pittsburgh", "Tennessee": "Nashville Memphis", "Texas": "Houston Dallas Austin San_Antonio", "Washington": "Seattle", "Wisconsin": "Milwaukee",
}

// regions are larger than a country.
var regions = set("Europe Asia Africa America Oceania Antarctica Arctic Balkans Caribbean Scandinavia Siberia")

// roleNouns are what a person can be. The list is the gate of the role rules:
// whatever is not in it is no role.
var roleNouns = set(`
president vice-president minister resident witness survivor paramedic firefighter chancellor premier secretary undersecretary senator congressman congresswoman representative governor mayor ambassador envoy diplomat spokesman spokeswoman spokesperson lawmaker legislator councillor commissioner
director deputy head chief chair chairman chairwoman chairperson CEO COO CFO founder co-founder owner executive manager administrator coordinator treasurer officer
professor lecturer dean teacher principal researcher scientist physicist chemist biologist astronomer geologist historian economist sociologist psychologist anthropologist archaeologist mathematician philosopher linguist engineer fellow scholar analyst expert specialist
general colonel captain commander lieutenant admiral sergeant marshal
judge lawyer attorney prosecutor solicitor barrister justice sheriff detective
doctor physician surgeon nurse psychiatrist veterinarian dietitian nutritionist
editor journalist reporter correspondent columnist author writer novelist poet playwright blogger photographer critic
actor actress singer musician composer conductor director producer filmmaker painter sculptor artist architect designer dancer comedian
coach skipper pilot goalkeeper striker midfielder defender player champion referee driver
king queen prince princess emperor empress pope bishop archbishop cardinal priest rabbi imam pastor monk
leader activist organizer organiser campaigner advocate adviser advisor consultant curator librarian programmer developer inventor explorer entrepreneur businessman businesswoman investor banker farmer
`)

// demonyms and countries are filled from geography.
var (
	demonyms  = map[string]bool{"American": true, "European": true, "African": true, "Asian": true, "Arab": true, "Soviet": true, "Jewish": true, "Muslim": true, "Christian": true, "Catholic": true, "Protestant": true, "Islamic": true, "Roman": true, "Kurdish": true, "Palestinian": true, "Latin": true, "Western": true, "Eastern": true, "Democratic": true, "Republican": true, "Scandinavian": true, "Tibetan": true, "Bavarian": true, "Nordic": true}
	countries = map[string]string{} // name: region

	adjectives    = map[string]string{} // by country
	inRegion      = map[string][]string{}
	cities        = map[string]string{}   // name: region
	countryOfCity = map[string]string{}   // of those that citiesOf lists; one of England lies in "United Kingdom"
	stateOfCity   = map[string]string{}   // of those in the United States
	citiesIn      = map[string][]string{} // by country, and by region; in "the Americas" none of a country that is listed
)
