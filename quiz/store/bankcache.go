package store

import (
	"container/list"
	"sync"

	"quizbot/quiz"
)

// maxCachedBanks bounds the JSON of the banks that are kept decoded; decoded
// they take two to three times as much.
const maxCachedBanks = 8 << 20 // bytes

// bankKey names a version of a bank, which never changes. The hash and the
// time tell it from one whose rows were deleted.
type bankKey struct {
	community quiz.CommunityID
	name      string
	number    int
	sha256    string
	at        int64
}

// bankCache keeps the versions of banks that were used last, decoded. Whoever
// gets one from it must not change it: others have it, too.
type bankCache struct {
	limit int // bytes

	mu      sync.Mutex
	order   list.List // of *cachedBank, the one used last in front
	entries map[bankKey]*list.Element
	size    int
}

type cachedBank struct {
	key  bankKey
	bank quiz.BankVersion
	size int // bytes of JSON
}

func newBankCache(limit int) *bankCache {
	return &bankCache{limit: limit, entries: map[bankKey]*list.Element{}}
}

func (c *bankCache) get(key bankKey) (quiz.BankVersion, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[key]
	if !ok {
		return quiz.BankVersion{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cachedBank).bank, true
}

// put keeps a version whose JSON has size bytes; one above the limit is not kept.
func (c *bankCache) put(key bankKey, v quiz.BankVersion, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.entries[key]; there || size > c.limit {
		return
	}
	c.entries[key] = c.order.PushFront(&cachedBank{key, v, size})
	for c.size += size; c.size > c.limit; {
		oldest := c.order.Back()
		gone := c.order.Remove(oldest).(*cachedBank)
		delete(c.entries, gone.key)
		c.size -= gone.size
	}
}
