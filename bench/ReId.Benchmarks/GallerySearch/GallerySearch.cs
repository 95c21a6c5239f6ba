using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ReId.Index;
using ReId.Index.Segments;
using ReId.Index.Segments.Rows;

namespace ReId.Benchmarks.GallerySearch;

/// <summary>Times, recall and size of the vector index of a gallery, by kind of index.</summary>
internal static class GallerySearch
{
    private const int Dimension = 512;
    private const int K = 10;
    private const int Queries = 200;

    public static async Task<object> MeasureAsync(int count, string kind, string folder)
    {
        var people = new People(Dimension, count);
        var model = new ModelInfo(1, "bench", Dimension);
        var options = new GalleryOptions { Directory = folder, IndexKind = kind };
        var log = new IndexLog(NullLogger.Instance);

        // 1. Everything comes out of the database once, and every segment gets its index.
        var build = Stopwatch.StartNew();
        var index = new VectorIndex(options, folder, new PeopleSource(people), log);
        await index.LoadAsync([model], CancellationToken.None);
        await index.SettleAsync();
        build.Stop();
        await index.SaveAsync(closing: true);
        await index.DisposeAsync();

        // 2. A fresh start, from the files.
        GC.Collect();
        var start = Stopwatch.StartNew();
        await using var opened = new VectorIndex(options, folder, new PeopleSource(people), log);
        await opened.LoadAsync([model], CancellationToken.None);
        start.Stop();
        await opened.SettleAsync(); // What was saved on closing may become part of a larger segment now.

        // 3. Searches, one after the other, as one client sends them.
        var searches = new Dictionary<string, object>();
        foreach (var (name, make, filter) in Cases(people))
        {
            searches[name] = await CaseAsync(opened, model, make, filter);
        }

        GC.Collect();
        var segments = opened.Models.Single().Segments.Where(segment => segment.Table.Count > 0).ToList();
        return new
        {
            count,
            dimension = Dimension,
            kind,
            build_s = build.Elapsed.TotalSeconds,
            start_s = start.Elapsed.TotalSeconds,
            searches,
            segments = segments.Select(segment => new
            {
                kind = segment.Entry?.Kind ?? "memory",
                rows = segment.Table.Count,
                plan = segment.Index?.Plan,
            }),
            disk_bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length),
            resident_bytes = Resident("VmRSS"),
            anonymous_bytes = Resident("RssAnon"),
        };
    }

    private static IEnumerable<(string Name, Func<int, float[]> Make, RecordFilter Filter)> Cases(People people)
    {
        yield return ("another view of a stored person", people.Query, new RecordFilter());
        yield return ("a stranger", people.Stranger, new RecordFilter());
        yield return ("all but one camera", people.Query, new RecordFilter { ExcludeCameras = new HashSet<int> { 3 } });
        yield return ("a third of the cameras", people.Query, new RecordFilter { Cameras = Enumerable.Range(1, 7).ToHashSet() });
        yield return ("one camera", people.Query, new RecordFilter { Cameras = new HashSet<int> { 3 } });
        yield return ("a tenth of the time", people.Query, new RecordFilter
        {
            FromTicks = People.Record(people.Count / 2).Ticks,
            ToTicks = People.Record(people.Count * 6 / 10).Ticks,
        });
        yield return ("least quality 0.5", people.Query, new RecordFilter { MinQuality = 0.5f });
    }

    private static async Task<object> CaseAsync(VectorIndex index, ModelInfo model, Func<int, float[]> make, RecordFilter filter)
    {
        var times = new List<double>();
        var exactTimes = new List<double>();
        var (found, wanted) = (0, 0);
        for (var i = -10; i < Queries; i++)
        {
            var query = new SearchQuery(model, make(i + 1000), K, filter, SearchGrouping.None, null);
            var begin = Stopwatch.GetTimestamp();
            var hits = await index.SearchAsync(query, CancellationToken.None);
            var time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            if (i < 0)
            {
                continue; // To warm up.
            }

            times.Add(time);
            begin = Stopwatch.GetTimestamp();
            var truth = await index.SearchAsync(query with { Exact = true }, CancellationToken.None);
            exactTimes.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            found += truth.Select(hit => hit.Record.Sequence).Intersect(hits.Select(hit => hit.Record.Sequence)).Count();
            wanted += truth.Count;
        }

        times.Sort();
        exactTimes.Sort();
        return new
        {
            recall = (double)found / wanted,
            p50_ms = At(times, 0.5),
            p95_ms = At(times, 0.95),
            p99_ms = At(times, 0.99),
            exact_p50_ms = At(exactTimes, 0.5),
        };
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(share * sorted.Count, sorted.Count - 1)];

    private static long Resident(string line) => File.ReadLines("/proc/self/status")
        .Where(text => text.StartsWith(line + ':', StringComparison.Ordinal))
        .Select(text => long.Parse(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) * 1024)
        .FirstOrDefault();
}
