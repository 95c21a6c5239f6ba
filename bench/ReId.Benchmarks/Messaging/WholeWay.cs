using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenCvSharp;
using ReId.Cli.Hosting.Bus;
using ReId.Contracts.Blobs;
using ReId.Index;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Consumers;

namespace ReId.Benchmarks.Messaging;

/// <summary>
/// The whole way of a crop in one process: published, embedded (colour), published again, committed to a gallery on disk.
/// Twice over the broker, and everything that the bare client does not do.
/// </summary>
internal sealed class WholeWay(BusOptions bus) : IThroughputSide
{
    private readonly byte[] _picture = Picture();
    private string _folder = "";
    private Gallery _gallery = null!;
    private IHost _host = null!;

    public string Name => "whole way";

    public int Slowness => 10;

    public async Task PrepareAsync(int crops)
    {
        _folder = Directory.CreateTempSubdirectory("reid-bus-").FullName;
        _gallery = await Gallery.OpenAsync(new GalleryOptions { Directory = _folder });
        _host = await OurBus.StartAsync(
            bus,
            services => services.AddSingleton<IBlobStore>(_gallery.Blobs).AddReIdGallery(_gallery)
                .AddReIdEmbedding(new EmbedderOptions { Weights = "colour" }),
            registration =>
            {
                registration.AddEmbeddingConsumers();
                registration.AddGalleryConsumers();
            });
    }

    public async Task RunAsync(int crops)
    {
        var publisher = _host.Services.GetRequiredService<IBus>();
        await BusThroughput.PublishAllAsync(crops, _ => publisher.Publish(OurBus.Crop(_picture)));
        while ((await _gallery.StatsAsync(CancellationToken.None)).Crops < crops)
        {
            await Task.Delay(20);
        }
    }

    public async Task CleanAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _gallery.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // Many small patches, so that the JPEG has the size of a real crop.
    private static byte[] Picture()
    {
        using var image = new Mat(256, 128, MatType.CV_8UC3);
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            Cv2.Rectangle(
                image, new Rect(random.Next(120), random.Next(248), 8, 8), new Scalar(random.Next(256), random.Next(256), random.Next(256)), -1);
        }

        byte[] jpeg;
        var quality = 95;
        do
        {
            Cv2.ImEncode(".jpg", image, out jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality -= 5));
        }
        while (jpeg.Length > BusThroughput.PictureBytes && quality > 10);
        return jpeg;
    }
}
