package discord

import "sync"

// Pool runs tasks on a bounded number of goroutines, with a bounded queue
// before them. Goroutines start when there is work and end when there is none.
type Pool struct {
	workers int
	tasks   chan func()

	mu      sync.Mutex
	idle    *sync.Cond
	running int
}

// NewPool returns a pool of at most so many goroutines and waiting tasks.
func NewPool(workers, queued int) *Pool {
	p := &Pool{workers: workers, tasks: make(chan func(), queued)}
	p.idle = sync.NewCond(&p.mu)
	return p
}

// Go queues a task and returns at once. It reports false, and forgets the
// task, when the queue is full. A task must not panic.
func (p *Pool) Go(task func()) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running < p.workers {
		p.running++
		go p.run(task)
		return true
	}
	select {
	case p.tasks <- task:
		return true
	default:
		return false
	}
}

func (p *Pool) run(task func()) {
	for {
		task()
		p.mu.Lock()
		select {
		case task = <-p.tasks:
			p.mu.Unlock()
		default:
			p.running--
			p.idle.Broadcast()
			p.mu.Unlock()
			return
		}
	}
}

// Wait returns when no task is queued or running.
func (p *Pool) Wait() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.running > 0 {
		p.idle.Wait()
	}
}
