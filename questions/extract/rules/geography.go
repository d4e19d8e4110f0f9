package rules

import (
	"slices"
	"strings"
)

func init() {
	for region, list := range geography {
		for pair := range strings.FieldsSeq(list) {
			country, adjective, _ := strings.Cut(pair, "/")
			countries[country] = region
			demonyms[adjective] = true
			adjectives[country] = adjective
			inRegion[region] = append(inRegion[region], country)
		}
	}
	for region, list := range cityRegions {
		for c := range strings.FieldsSeq(list) {
			cities[strings.ReplaceAll(c, "_", " ")] = region
		}
	}
	for _, region := range []string{"Middle East", "Near East", "Far East", "Latin America", "North America", "South America", "Central America", "North Africa", "West Africa", "East Africa", "Southeast Asia", "Central Asia", "East Asia", "South Asia", "Western Europe", "Eastern Europe"} {
		regions[region] = true
	}
	for country, region := range longCountries {
		countries[country] = region
	}
	for region := range inRegion {
		slices.Sort(inRegion[region])
	}
}
