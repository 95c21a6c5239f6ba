using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using ReId.Benchmarks.GallerySearch;

namespace ReId.Benchmarks.Load;

/// <summary>
/// Clients that search by vector over HTTP, each asking again as soon as it has its answer, while embedded crops arrive
/// over the broker.
/// </summary>
internal static class SearchLoad
{
    private const int CropsPerSecond = 50;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    public static async Task<object> MeasureAsync(Uri server, int count, int clients, double seconds, Uri? bus)
    {
        var people = new People(LoadGallery.Dimension, count);
        using var end = new CancellationTokenSource();
        await using var arrivals = bus is null ? null : await Arrivals.StartAsync(bus, people, CropsPerSecond, end.Token);
        var times = new ConcurrentBag<double>();
        var failures = new ConcurrentBag<string>();
        var start = Stopwatch.GetTimestamp();
        var asking = Enumerable.Range(0, clients).Select(client => AskAsync(server, people, client, start, times, failures, end.Token)).ToList();
        await Task.Delay(s_warmUp + TimeSpan.FromSeconds(seconds), CancellationToken.None);
        await end.CancelAsync();
        await Task.WhenAll(asking);
        var sorted = times.Order().ToArray();
        return new
        {
            clients,
            seconds,
            searches = sorted.Length,
            perSecond = sorted.Length / seconds,
            p50 = At(0.5),
            p95 = At(0.95),
            p99 = At(0.99),
            failures = failures.Count,
            firstFailure = failures.FirstOrDefault(),
            arrived = arrivals?.Published ?? 0,
        };

        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    private static async Task AskAsync(
        Uri server, People people, int client, long start, ConcurrentBag<double> times, ConcurrentBag<string> failures, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = server };
        for (var number = client; !cancellationToken.IsCancellationRequested; number += 1009)
        {
            var body = new { vector = people.Query(number), modelId = LoadGallery.Model, k = 10 };
            var begin = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await http.PostAsJsonAsync("/v1/search", body, cancellationToken);
                var text = await answer.Content.ReadAsStringAsync(cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    failures.Add($"{(int)answer.StatusCode}: {text}");
                }
                else if (Stopwatch.GetElapsedTime(start) > s_warmUp)
                {
                    times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (HttpRequestException failure)
            {
                failures.Add(failure.Message);
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }
}
