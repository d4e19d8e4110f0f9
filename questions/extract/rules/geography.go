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
			inRegion[region] = append(inRegion[region], country)
		}
	}
	for country, region := range longCountries {
		countries[country] = region
	}
	for region := range inRegion {
		slices.Sort(inRegion[region])
	}
}
