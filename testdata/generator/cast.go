package main

// household is one family of the cast: what the project knows when the family comes in, and what becomes of it. Lives are
// written in short lines (see script.go) so that a story can be read at a glance.
type household struct {
	entry   month // into Germany
	intake  month // into the project
	origin  string
	housing string // "GU_KOMM, WHG_PRIV 201811": kind and month of the move
	benefit string // "P2, SGB2 201906"
	clear   month  // identity of the parents clarified
	end     string // "FORTZUG 201905"
	members []member
}

// member is one person of the cast.
type member struct {
	role     string // ELTERNTEIL, KIND, SONST
	sex      string
	born     month
	unfit    bool   // not able to work; exempt from securing the livelihood
	away     bool   // does not live in the household
	banned   month  // ban on employment until this month
	language string // "A1 201406?, A2 201809*": * certificate, ? assessment by staff, else placement test
	work     string // "GB_ENTL 201710-201806 10, SVB_TZ 201807- 25": kind, span, hours; "!ABBRUCH" why it ended
	title    string // "AE_25A1 201809"
	refused  string // "25B 201803": an application without success
	school   string // "02 15": primary and secondary school forms
	lag      int    // grades behind the age
	repeats  int    // school year whose class goal was missed
	absence  [2]int // per cent of the hours at the start: all, unexcused
	moves    month  // changes to another school of the same form in this month
	college  string // "201708-201807": at a vocational college, beside what follows from leaving and work
	without  string // "201708-201711": enrolled on paper, does not attend
	leaving  string // "201807 D DUAL 201809 NOKEAN EQ !201901": left, certificate, next step, start, after 6 and 12 months, broken off; rows by ";"
}

// cast is the fourteen families. Larger projects play them again with other dice.
var cast = []household{
	{
		entry: 201208, intake: 201706, origin: "SUEDOSTEUROPA", housing: "GU_KOMM, WHG_PRIV 201811", benefit: "P2", clear: 201803,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198204, language: "A1 201505, A2 201906*", work: "GB_ENTL 201905- 9"},
			{role: "ELTERNTEIL", sex: "M", born: 197911, language: "A1 201402?, A2 201804*", work: "AGH_P5 201609-201712 20, GB_ENTL 201802-201809 10 !WECHSEL, SVB_TZ 201810- 28"},
			{role: "KIND", sex: "M", born: 200003, school: "02 15", lag: 2, absence: [2]int{11, 4}, title: "AE_25A1 201809",
				work:    "AUSB_BETR 201809-201901 38 !ABBRUCH, EQ 201903-201907 30, AUSB_BETR 201908- 38",
				leaving: "201807 D DUAL 201809 NOKEAN EQ !201901"},
			{role: "KIND", sex: "W", born: 200209, school: "02 15", lag: 1, absence: [2]int{8, 2}, leaving: "201907 F BERUFGY 201908 BERUFGY BERUFGY"},
			{role: "KIND", sex: "M", born: 200605, school: "02 04", lag: 1, absence: [2]int{14, 7}, moves: 201804},
			{role: "KIND", sex: "W", born: 201012, school: "02 15"},
			{role: "KIND", sex: "M", born: 201406, school: "02 15"},
		},
	},
	{
		entry: 201305, intake: 201706, origin: "KAUKASUS", housing: "GU_KOMM", benefit: "P2, SGB2 201909", clear: 201902,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198502, language: "A2 201703*, B1 201810*", work: "GB_ENTL 201704-201812 10 !WECHSEL, SVB_TZ 201901- 25", title: "AE_25_5 201908"},
			{role: "KIND", sex: "W", born: 200507, school: "02 20", absence: [2]int{5, 1}, title: "AE_25_5 201908"},
			{role: "KIND", sex: "M", born: 200801, school: "02 14", title: "AE_25_5 201908"},
			{role: "KIND", sex: "M", born: 201107, school: "02 14", title: "AE_25_5 201908", without: "201708-201710"},
		},
	},
	{
		entry: 201111, intake: 201707, origin: "SUEDOSTEUROPA", housing: "GU_KOMM, WHG_KOMM 201709, WHG_PRIV 201906", benefit: "P2, SGB2 201911", clear: 201703,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198008, language: "A1 201511?, A2 201903*", title: "AE_25B4 201910"},
			{role: "ELTERNTEIL", sex: "M", born: 197805, language: "A2 201606*, B1 201811*", title: "AE_25B1 201910",
				work: "SVB_VZ 201611-201710 39 !KUENDIGUNG_AG, GB_ENTL 201801-201805 10 !WECHSEL, SVB_VZ 201806- 39"},
			{role: "KIND", sex: "M", born: 199908, school: "02 04", absence: [2]int{13, 6}, work: "GB_ENTL 201711-201807 12 !WECHSEL, AUSB_BETR 201808- 38", title: "DUL_60A2S4 201808",
				leaving: "201607 C AV 201608 AV NOKEAN; 201707 D MINI 201711 MINI MINI"},
			{role: "KIND", sex: "M", born: 200106, school: "02 15", absence: [2]int{7, 1}, work: "AUSB_BETR 201808- 38", title: "AE_25A1 201906",
				leaving: "201707 D BFSI 201708 BFSI BFSI"},
			{role: "KIND", sex: "W", born: 200402, school: "02 10", absence: [2]int{6, 1}, title: "AE_25B4 201910"},
			{role: "KIND", sex: "W", born: 200709, school: "02 15", title: "AE_25B4 201910"},
		},
	},
	{
		entry: 201309, intake: 201707, origin: "SUEDOSTEUROPA", housing: "GU_KOMM", benefit: "P3, P2 201711", clear: 0,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198607, language: "A1- 201708?"},
			{role: "ELTERNTEIL", sex: "M", born: 198403, language: "A1 201710, A1+ 201809", work: "AGH_P5 201701-201803 20, SVB_TZ 201904-201909 22 !BEFRISTUNG"},
			{role: "KIND", sex: "W", born: 200311, school: "02 04", lag: 1, absence: [2]int{16, 9}, repeats: 2017},
			{role: "KIND", sex: "M", born: 200904, school: "02 04", absence: [2]int{9, 3}},
			{role: "KIND", sex: "W", born: 201208, school: "02 14"},
			{role: "KIND", sex: "M", born: 201602, school: "02 14"},
		},
	},
	{
		entry: 201003, intake: 201708, origin: "NAHOST", housing: "WHG_KOMM, WHG_PRIV 201810", benefit: "P2, KEINE 201905", clear: 201511, end: "ZIEL_ERREICHT 201911",
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 197609, language: "A2 201611, A2+ 201809*", work: "GB_ENTL 201803-201902 10 !WECHSEL, SVB_TZ 201903- 30", title: "AE_25B4 201904"},
			{role: "ELTERNTEIL", sex: "M", born: 197401, language: "B1 201504*", work: "SVB_VZ 201503- 40", title: "AE_25B1 201904"},
			{role: "KIND", sex: "W", born: 199812, school: "02 20", absence: [2]int{4, 0}, work: "AUSB_SCHUL 201810- 38", title: "AE_25A1 201903", leaving: "201607 F HOEBFS 201608 HOEBFS HOEBFS; 201807 J SCHUAUS 201810 SCHUAUS SCHUAUS"},
			{role: "KIND", sex: "M", born: 200204, school: "02 14", absence: [2]int{9, 3}, title: "AE_25B4 201904", work: "AUSB_BETR 201908- 38", leaving: "201807 D AV 201808 AV AV"},
			{role: "KIND", sex: "W", born: 200410, school: "02 14", absence: [2]int{5, 1}, title: "AE_25B4 201904"},
			{role: "KIND", sex: "M", born: 200806, school: "02 14", title: "AE_25B4 201904"},
			{role: "KIND", sex: "W", born: 201303, school: "02 14"},
		},
	},
	{
		entry: 201210, intake: 201708, origin: "SUEDOSTEUROPA", housing: "GU_KOMM, WHG_KOMM 201902", benefit: "P2", clear: 201809,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198910, language: "A1 201806"},
			{role: "ELTERNTEIL", sex: "M", born: 198612, language: "A1+ 201612, A2 201801*", work: "GB_ENTL 201708-201807 11 !WECHSEL, SVB_VZ 201808- 39"},
			{role: "KIND", sex: "M", born: 200501, school: "02 15", absence: [2]int{8, 3}},
			{role: "KIND", sex: "W", born: 200911, school: "02 15"},
			{role: "KIND", sex: "M", born: 201507, school: "02 15"},
			{role: "KIND", sex: "W", born: 201807, school: "02 15"},
		},
	},
	{
		entry: 201302, intake: 201709, origin: "KAUKASUS", housing: "GU_KOMM", benefit: "P2", clear: 0,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198303, work: "AGH_P5 201710-201809 20"},
			{role: "ELTERNTEIL", sex: "M", born: 198002, banned: 201912, language: "A1 201712?"},
			{role: "SONST", sex: "W", born: 195105, unfit: true},
			{role: "KIND", sex: "M", born: 200101, school: "02 04", lag: 1, absence: [2]int{24, 16}, college: "201708-201807", without: "201708-201801", leaving: "201707 A NOKEAN 0 ABSENZ AV"},
			{role: "KIND", sex: "W", born: 200305, school: "02 15", absence: [2]int{10, 3}, leaving: "201907 F HOEBFS 201908 HOEBFS HOEBFS"},
			{role: "KIND", sex: "M", born: 201002, school: "02 15", absence: [2]int{9, 4}},
		},
	},
	{
		entry: 201312, intake: 201709, origin: "NAHOST", housing: "GU_KOMM, WHG_KOMM 201808", benefit: "P2", clear: 201903,
		members: []member{
			{role: "ELTERNTEIL", sex: "M", born: 197706, language: "A2 201705, A2/B1 201904", work: "GB_ENTL 201610- 10"},
			{role: "KIND", sex: "M", born: 200010, school: "02 10", lag: 1, absence: [2]int{9, 3}, work: "SVB_VZ 201810-201903 39 !KUENDIGUNG_AG", leaving: "201707 C BVB 201709 BVB NOKEAN"},
			{role: "KIND", sex: "W", born: 200608, school: "02 10", absence: [2]int{6, 2}, moves: 201711},
		},
	},
	{
		entry: 200906, intake: 201710, origin: "NAHOST", housing: "GU_KOMM, WHG_PRIV 201812", benefit: "P2, SGB2 201908, KEINE 201911", clear: 201709,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 197910, language: "A1/A2 201709, A2 201805*", work: "GB_ENTL 201906- 10", title: "AE_25B4 201907"},
			{role: "ELTERNTEIL", sex: "M", born: 197604, language: "A2 201412*, B1 201710*", work: "SVB_TZ 201709-201808 25 !WECHSEL, SVB_VZ 201809- 39", title: "AE_25B1 201907"},
			{role: "KIND", sex: "W", born: 200005, school: "02 15", lag: 1, absence: [2]int{5, 0}, work: "AUSB_BETR 201908- 38", title: "AE_25A1 201811",
				leaving: "201707 F HOEBFS 201708 HOEBFS HOEBFS; 201907 J DUAL 201908 DUAL DUAL"},
			{role: "KIND", sex: "M", born: 200404, school: "02 15", absence: [2]int{9, 3}, title: "AE_25B4 201907"},
			{role: "KIND", sex: "M", born: 200702, school: "02 08", absence: [2]int{10, 2}, title: "AE_25B4 201907"},
			{role: "KIND", sex: "W", born: 201105, school: "02 15", title: "AE_25B4 201907"},
			{role: "KIND", sex: "W", born: 201411, school: "02 15", title: "AE_25B4 201907"},
			{role: "KIND", sex: "M", born: 201701, school: "02 15", title: "AE_25B4 201907"},
		},
	},
	{
		entry: 201307, intake: 201711, origin: "AFRIKA", housing: "GU_KOMM, WHG_PRIV 201905", benefit: "P2", clear: 201712, end: "FORTZUG 201905",
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198801, language: "A1 201801, A2 201811*"},
			{role: "ELTERNTEIL", sex: "M", born: 198502, language: "B1 201709*", work: "SVB_VZ 201805- 39"},
			{role: "KIND", sex: "W", born: 200112, school: "02 20", absence: [2]int{4, 0}, leaving: "201807 F BERUFGY 201808 BERUFGY UNBE"},
			{role: "KIND", sex: "M", born: 200611, school: "02 20"},
			{role: "KIND", sex: "W", born: 201201, school: "02 20"},
		},
	},
	{
		entry: 201105, intake: 201712, origin: "ASIEN", housing: "WHG_KOMM", benefit: "P2", clear: 201806,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 197812, unfit: true},
			{role: "ELTERNTEIL", sex: "M", born: 197607, language: "A1 201703, A2 201811", work: "GB_ENTL 201801-201811 10 !WECHSEL, SVB_TZ 201812- 28"},
			{role: "KIND", sex: "M", born: 199902, school: "02 10", away: true, work: "AUSB_BETR 201608- 38", title: "DUL_60A2S4 201608", leaving: "201607 D DUAL 201608 DUAL DUAL"},
			{role: "KIND", sex: "W", born: 200308, school: "02 10", absence: [2]int{7, 2}, leaving: "201907 F SCHUGA 201910 SCHUGA SCHUGA"},
			{role: "KIND", sex: "M", born: 200810, school: "02 15", absence: [2]int{8, 3}},
			{role: "KIND", sex: "W", born: 201007, school: "02 15", repeats: 2017},
		},
	},
	{
		entry: 201203, intake: 201801, origin: "SUEDOSTEUROPA", housing: "GU_KOMM", benefit: "P2", clear: 201905,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198411, language: "A1- 201802?, A1 201902"},
			{role: "ELTERNTEIL", sex: "M", born: 198106, language: "A1 201802, A2 201909*", work: "AGH_P5 201711-201806 20, GB_ENTL 201902- 12"},
			{role: "KIND", sex: "M", born: 200412, school: "02 04", lag: 1, absence: [2]int{18, 10}, moves: 201910},
			{role: "KIND", sex: "W", born: 200706, school: "02 14", absence: [2]int{10, 4}},
			{role: "KIND", sex: "M", born: 201309, school: "02 14"},
		},
	},
	{
		entry: 201310, intake: 201801, origin: "KAUKASUS", housing: "GU_KOMM, WHG_KOMM 201810", benefit: "P2", clear: 201811,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198109, language: "A2 201711*", work: "GB_ENTL 201809-201906 10 !WECHSEL, SVB_TZ 201907- 22", title: "DUL_60A2B 201905"},
			{role: "KIND", sex: "W", born: 200109, school: "02 10", lag: 1, absence: [2]int{4, 0}, title: "AE_25A1 201905", leaving: "201807 G BERUFGY 201808 BERUFGY BERUFGY"},
			{role: "KIND", sex: "W", born: 200503, school: "02 10", absence: [2]int{6, 1}, title: "DUL_60A2B 201905"},
			{role: "KIND", sex: "M", born: 200909, school: "02 15", title: "DUL_60A2B 201905"},
		},
	},
	{
		entry: 201206, intake: 201802, origin: "SUEDOSTEUROPA", housing: "GU_KOMM", benefit: "P1A, P3 201806, P2 201903", clear: 201906,
		members: []member{
			{role: "ELTERNTEIL", sex: "W", born: 198305, language: "A1- 201803?"},
			{role: "ELTERNTEIL", sex: "M", born: 198008, banned: 201806, language: "A1 201803, A1/A2 201812, A2 201911*", refused: "25B 201803",
				work: "GB_ENTL 201811- 12"},
			{role: "KIND", sex: "M", born: 200012, school: "02 04", lag: 1, absence: [2]int{20, 12}, work: "SVB_TZ 201811-201906 25 !BEFRISTUNG", leaving: "201707 A AV 201708 AV NOKEAN; 201807 S SVP 201811 SVP NOKEAN"},
			{role: "KIND", sex: "M", born: 200302, school: "02 04", lag: 1, absence: [2]int{15, 8}, leaving: "201907 C AV 201908 AV AV"},
			{role: "KIND", sex: "W", born: 200803, school: "02 15", absence: [2]int{9, 3}},
			{role: "KIND", sex: "M", born: 201011, school: "02 15", without: "201802-201803"},
			{role: "KIND", sex: "W", born: 201609, school: "02 15"},
		},
	},
}
