using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ReId.Web.Tests.Support;

/// <summary>The same gallery through the API, to prepare what the page shows and to see what it has done.</summary>
internal sealed class GalleryClient : IDisposable
{
    public const int PeopleCount = 4;
    public const int CropsEach = 3;
    public static readonly string[] Cameras = ["gate", "lobby", "yard"];

    private readonly HttpClient _client;

    public GalleryClient(Uri address, string key)
    {
        _client = new HttpClient { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    /// <summary>Crops that every test may look for and none may remove: by person (from 1), camera (from 1) and number (from 1).</summary>
    public Dictionary<(int Person, int Camera, int Number), string> Crops { get; } = [];

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync("/readyz", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Four people before three cameras, three crops each, an hour apart.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
        for (var person = 1; person <= PeopleCount; person++)
        {
            for (var camera = 1; camera <= Cameras.Length; camera++)
            {
                var tracklet = Guid.CreateVersion7();
                for (var number = 1; number <= CropsEach; number++)
                {
                    var at = start.AddHours((camera * 5) + person).AddSeconds(number);
                    Crops[(person, camera, number)] = await EnrolAsync(
                        People.Picture(person, camera, number), Cameras[camera - 1], at, tracklet, cancellationToken);
                }
            }
        }
    }

    /// <summary>Stores a crop and returns its id.</summary>
    public async Task<string> EnrolAsync(
        byte[] picture, string camera, DateTimeOffset? at = null, Guid? tracklet = null, CancellationToken cancellationToken = default)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "person.jpg" }, { new StringContent(camera), "camera" } };
        form.Add(new StringContent((at ?? DateTimeOffset.UtcNow).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), "capturedAt");
        form.Add(new StringContent((tracklet ?? Guid.CreateVersion7()).ToString()), "trackletId");
        using var answer = await _client.PostAsync("/v1/crops", form, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("cropId").GetString()!;
    }

    /// <summary>The ids of the identities, the largest first; the first test that asks has them found.</summary>
    public async Task<string[]> ClusteredAsync(CancellationToken cancellationToken)
    {
        if (await IdentitiesAsync() is { Length: > 0 } known)
        {
            return known;
        }

        var run = (await PostAsync("/v1/clustering/runs", new { })).GetProperty("runId").GetString();
        while ((await GetAsync($"/v1/clustering/runs/{run}")).GetProperty("state").GetString() == "running")
        {
            await Task.Delay(100, cancellationToken);
        }

        var found = await IdentitiesAsync();
        Assert.True(found.Length >= 2, $"{found.Length} identities were found");
        return found;
    }

    /// <summary>Those that there are now.</summary>
    public async Task<string[]> IdentitiesAsync() =>
        [.. (await GetAsync("/v1/identities?order=largest&hidden=true")).GetProperty("items").EnumerateArray().Select(each => each.GetProperty("identityId").GetString()!)];

    public async Task RemoveAsync(string crop)
    {
        using var answer = await _client.DeleteAsync($"/v1/crops/{crop}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public async Task<JsonElement> GetAsync(string path) => await _client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await _client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public void Dispose() => _client.Dispose();
}
