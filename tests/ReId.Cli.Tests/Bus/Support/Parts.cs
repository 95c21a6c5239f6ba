using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenCvSharp;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Parts;
using ReId.Cli.Tests.Support;
using ReId.Contracts;
using ReId.Contracts.Messages;
using ReId.Model.Embedding;

namespace ReId.Cli.Tests.Bus.Support;

/// <summary>The parts of the service in the process of the test, and what goes between them.</summary>
internal static class Parts
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Worker> WorkerAsync(BusOptions bus, string? blobs = null, params string[] urls) => Worker.StartAsync(
        new PartOptions { Bus = bus, Urls = urls, Blobs = blobs }, new EmbedderOptions { Weights = "colour", Threads = 1 }, Token);

    /// <summary>A host that only publishes.</summary>
    public static Task<WebApplication> PublisherAsync(BusOptions bus) =>
        PartHost.StartAsync(new PartOptions { Bus = bus }, _ => { }, addConsumers: null, Token);

    public static Task PublishAsync(WebApplication publisher, object message) =>
        publisher.Services.GetRequiredService<IBus>().Publish(message, Token).WaitAsync(s_patience, Token);

    /// <summary>A folder of pictures of people, each of other colours.</summary>
    public static string Folder(string path, int pictures)
    {
        var random = new Random(5);
        Scalar Colour() => new(random.Next(256), random.Next(256), random.Next(256));
        return Pictures.Folder(
            path, new DateTime(2026, 5, 1, 10, 0, 0, DateTimeKind.Utc),
            [.. Enumerable.Range(0, pictures).Select(_ => (Colour(), Colour()))]);
    }

    public static CropCaptured Crop(byte[]? picture = null, string? blobKey = null) => new()
    {
        CropId = Guid.CreateVersion7(),
        Camera = "door",
        TrackletId = Guid.CreateVersion7(),
        CapturedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Box = new PixelBox(1, 2, 64, 128),
        Quality = 0.5f,
        Image = new CropImage { Data = blobKey is null ? picture ?? Pictures.Person(Pictures.Red, Pictures.Blue) : null, BlobKey = blobKey, Width = 64, Height = 128 },
    };

    public static async Task EventuallyAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        for (var end = DateTime.UtcNow + s_patience; !await holds(); await Task.Delay(100, Token))
        {
            Assert.True(DateTime.UtcNow < end, otherwise());
        }
    }

    /// <summary>Waits until a queue holds so many messages.</summary>
    public static async Task HoldsAsync(BusOptions bus, string queue, int messages)
    {
        var last = 0;
        await EventuallyAsync(
            async () => (last = (await Broker.CountAsync(bus, queue)).Messages) == messages,
            () => $"{queue} holds {last} messages, not {messages}");
    }
}
