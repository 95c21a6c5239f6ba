using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Tests.Support;
using ReId.Testing;

namespace ReId.Ingest.Tests.Detection.Onnx;

/// <summary>What every detector with a network must keep, on a network that believes in red.</summary>
public abstract class OnnxDetectorContract : PersonDetectorContract, IDisposable
{
    private const int InputWidth = 192;
    private const int InputHeight = 128;

    protected TemporaryFolder Folder { get; } = new();

    protected override PersonDetectorOptions Options
    {
        get
        {
            var path = Folder.File("model.onnx");
            File.WriteAllBytes(path, Model(InputWidth, InputHeight));
            return new PersonDetectorOptions { Weights = path };
        }
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A network of the layout.</summary>
    protected abstract byte[] Model(int width, int height);

    [Theory]
    [InlineData(192, 128, 1)]
    [InlineData(384, 256, 2)]
    [InlineData(576, 300, 3)]
    [InlineData(96, 64, 0.5)]
    public void A_red_spot_is_somebody_in_the_pixels_of_the_frame(int width, int height, double perInput)
    {
        using var services = Services();
        using var detector = Create(services);

        // In pixels of the input: one cell of the least stride, with its corner at (80, 48) and its centre at (84, 52).
        using var frame = Spots(width, height, perInput, (80, 48));

        var person = Assert.Single(detector.Detect(frame), p => p.Score > 0.9);
        Assert.InRange(person.Box.X / perInput, 59, 65);
        Assert.InRange(person.Box.Y / perInput, 7, 13);
        Assert.InRange(person.Box.Width / perInput, 38, 42);
        Assert.InRange(person.Box.Height / perInput, 78, 82);
    }

    [Fact]
    public void Two_red_spots_are_two_people()
    {
        using var services = Services();
        using var detector = Create(services);
        using var frame = Spots(192, 128, 1, (16, 48), (144, 48));

        Assert.Equal(2, detector.Detect(frame).Count(p => p.Score > 0.9));
    }

    [Fact]
    public void Nothing_red_is_nobody()
    {
        using var services = Services();
        using var detector = Create(services);
        using var frame = Frames.Of(new Mat(128, 192, MatType.CV_8UC3, Scalar.All(120)));

        Assert.Empty(detector.Detect(frame));
    }

    [Fact]
    public void The_users_score_takes_the_place_of_its_own()
    {
        using var services = Services();
        using var detector = Services(services).Create(Name, Options with { Score = 0.05f });

        Assert.Equal(new DetectorScores(0.05f, 0.05f), detector.Scores);
    }

    [Fact]
    public void Missing_weights_are_one_sentence()
    {
        using var services = Services();

        Assert.Equal(
            $"The detector's weights '{Folder.File("none.onnx")}' do not exist.",
            Fails(services, Folder.File("none.onnx")).Message);
        Assert.Contains("folder", Fails(services, Folder.Path).Message);
        Assert.Contains("--detector-weights", Fails(services, null).Message);
    }

    private protected ReIdException Fails(IServiceProvider services, string? weights) =>
        Assert.Throws<ReIdException>(() => Services(services).Create(Name, new PersonDetectorOptions { Weights = weights }));

    private static PersonDetectorCatalog Services(IServiceProvider services) =>
        (PersonDetectorCatalog)services.GetService(typeof(PersonDetectorCatalog))!;

    private static Ingest.Sources.Frame Spots(int width, int height, double perInput, params (int X, int Y)[] spots)
    {
        var image = new Mat(height, width, MatType.CV_8UC3, Scalar.All(120));
        foreach (var (x, y) in spots)
        {
            var side = (int)(8 * perInput);
            Cv2.Rectangle(image, new Rect((int)(x * perInput), (int)(y * perInput), side, side), new Scalar(0, 0, 255), -1);
        }

        return Frames.Of(image);
    }
}
