package rules

import (
	"maps"
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
	places := slices.Sorted(maps.Keys(citiesOf))
	for _, place := range places {
		country := place
		switch {
		case isState(place):
			country = "United States"
		case sameCountry[place] == "uk":
			country = "United Kingdom"
		}
		for c := range strings.FieldsSeq(citiesOf[place]) {
			c = strings.ReplaceAll(c, "_", " ")
			countryOfCity[c] = country
			if country == "United States" {
				stateOfCity[c] = place
			}
			citiesIn[country] = append(citiesIn[country], c)
		}
	}
	for country := range citiesIn {
		slices.SortStableFunc(citiesIn[country], func(a, b string) int { return strings.Compare(cities[b], cities[a]) })
	}
	for region, list := range cityRegions {
		for c := range strings.FieldsSeq(list) {
			if c = strings.ReplaceAll(c, "_", " "); region != "the Americas" || countryOfCity[c] == "" && c != "Washington" {
				citiesIn[region] = append(citiesIn[region], c)
			}
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
