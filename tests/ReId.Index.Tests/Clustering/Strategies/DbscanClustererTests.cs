using ReId.Index.Clustering.Pipeline;

namespace ReId.Index.Tests.Clustering.Strategies;

public sealed class DbscanClustererTests() : GraphClustererContract("dbscan")
{
    [Theory]
    [InlineData(0.7)]
    [InlineData(0.9)]
    [InlineData(1.1)]
    public void The_cores_are_those_of_the_definition(double eps)
    {
        var (rows, _) = People(6, 8, 0.9f);

        var labels = Run(rows, ClusterDistance.Euclidean, eps).Labels;

        var near = rows.Select(a => rows.Select((b, i) => (i, Distance: Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum())))
            .Where(pair => pair.Distance <= eps).Select(pair => pair.i).ToArray()).ToArray();
        var core = near.Select(list => list.Length >= 3).ToArray();
        for (var a = 0; a < rows.Length; a++)
        {
            // Two cores share a cluster exactly when a chain of near cores joins them; a row near no core is noise.
            var reached = new HashSet<int> { a };
            var open = new Stack<int>(core[a] ? [a] : []);
            while (open.TryPop(out var at))
            {
                foreach (var next in near[at].Where(next => core[next] && reached.Add(next)))
                {
                    open.Push(next);
                }
            }

            Assert.Equal(!near[a].Any(b => core[b]), labels[a] < 0);
            Assert.All(Enumerable.Range(0, rows.Length).Where(b => core[a] && core[b]), b => Assert.Equal(reached.Contains(b), labels[a] == labels[b]));
        }
    }
}
