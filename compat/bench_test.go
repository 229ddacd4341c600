package compat

import "testing"

// BenchmarkClients measures both clients in turn. The program ./ratios does the same and prints the ratios.
func BenchmarkClients(b *testing.B) {
	for _, d := range Duels() {
		b.Run(d.Name+"/official", d.Official)
		b.Run(d.Name+"/ours", d.Ours)
	}
}
