using System.Net.Http.Json;
using System.Text.Json;
using ReId.Benchmarks.GallerySearch;

namespace ReId.Benchmarks.Load;

/// <summary>How many of the true ten nearest an ordinary search finds, by asking the same server exactly.</summary>
internal static class LoadRecall
{
    public static async Task<object> MeasureAsync(Uri server, int count, int queries)
    {
        var people = new People(LoadGallery.Dimension, count);
        using var http = new HttpClient { BaseAddress = server };
        var (found, wanted) = (0, 0);
        for (var number = 0; number < queries; number++)
        {
            var vector = people.Query(number * 37);
            var truth = await AskAsync(http, vector, exact: true);
            found += truth.Intersect(await AskAsync(http, vector, exact: false)).Count();
            wanted += truth.Count;
        }

        return new { queries, recall = wanted == 0 ? double.NaN : found / (double)wanted };
    }

    private static async Task<IReadOnlyList<string>> AskAsync(HttpClient http, float[] vector, bool exact)
    {
        using var answer = await http.PostAsJsonAsync("/v1/search", new { vector, modelId = LoadGallery.Model, k = 10, exact });
        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. body.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("crop").GetProperty("cropId").GetString()!)];
    }
}
