package rules

import (
	"bytes"
	"os"
	"testing"

	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

func TestTheTablesOfTheTaggerAreThoseOfTheLibrarysModel(t *testing.T) {
	want, err := taggerTable(aptagmodel.English)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("tagger.bin", want, 0o666); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(taggerFile, want) {
		t.Error("tagger.bin is of another model: run go test ./questions/extract/rules -run TestTheTablesOfTheTagger -update")
	}
}
