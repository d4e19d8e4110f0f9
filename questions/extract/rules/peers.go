package rules

import (
	"slices"
	"strings"
)

// wellKnownNames are names of which a reader can take one for another, by groups:
// what all know, for where an article names too few others. Words of a name are
// joined by underscores.
var wellKnownNames = []string{
	// news agencies, newspapers
	"Reuters Bloomberg Xinhua Agence_France-Presse",
	"New_York_Times Washington_Post Wall_Street_Journal Los_Angeles_Times Boston_Globe",
	// companies
	"Apple Google Microsoft Amazon Facebook Samsung",
	"Toyota Nissan Honda Ford Volkswagen BMW General_Motors",
	"Netflix Disney Hulu HBO Paramount",
	"Boeing Airbus Lockheed_Martin Northrop_Grumman Embraer",
	"Walmart Target Costco Kroger Home_Depot",
	"Goldman_Sachs Morgan_Stanley JPMorgan_Chase Citigroup Wells_Fargo Bank_of_America",
	"Intel AMD Nvidia Qualcomm",
	// of the United States
	"Justice_Department State_Department Treasury_Department Commerce_Department Labor_Department Energy_Department Interior_Department",
	"Department_of_Justice Department_of_State Department_of_Commerce Department_of_Labor Department_of_Energy Department_of_Defense Department_of_Education",
	"FBI CIA NSA Secret_Service DEA",
	"CDC FDA NIH",
	"Indiana_State_Police Ohio_State_Police Kentucky_State_Police Illinois_State_Police Michigan_State_Police",
	"American_Civil_Liberties_Union National_Rifle_Association National_Lawyers_Guild Southern_Poverty_Law_Center",
	// between states
	"United_Nations European_Union World_Bank African_Union Arab_League World_Trade_Organization",
	"Amnesty_International Human_Rights_Watch Greenpeace Oxfam Transparency_International",
	"NASA ESA Roscosmos JAXA",
	"Taliban Hamas Hezbollah Islamic_State",
	// schools and clubs
	"Harvard_University Yale_University Stanford_University Princeton_University Columbia_University Duke_University",
	"Arsenal Chelsea Liverpool Tottenham Everton Manchester_United Manchester_City",
	// people of one office: those of other countries would be told by what they did
	"Ronald_Reagan Jimmy_Carter Richard_Nixon Gerald_Ford Lyndon_Johnson",
	"Barack_Obama George_W._Bush Bill_Clinton Joe_Biden",
}

// peersByName maps a well-known name to its group.
var peersByName = func() map[string][]string {
	all := map[string][]string{}
	for _, group := range wellKnownNames {
		names := strings.Fields(group)
		for i, n := range names {
			names[i] = strings.ReplaceAll(n, "_", " ")
		}
		for _, n := range names {
			all[n] = names
		}
	}
	return all
}()

// wellKnownPeers returns names that a reader can take for a well-known one, with
// "U.S." before them where that has it; nil for all other names.
func wellKnownPeers(key string) []string {
	country := ""
	for _, c := range []string{"U.S. ", "US "} {
		if bare, ok := strings.CutPrefix(key, c); ok {
			country, key = c, bare
		}
	}
	var others []string
	for _, n := range peersByName[key] {
		if n != key {
			others = append(others, country+n)
		}
	}
	return slices.Clip(others)
}
