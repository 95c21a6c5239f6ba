using OpenCvSharp;
using ReId.Synthesis.Crops;

namespace ReId.Web.Tests.Support;

/// <summary>Pictures of people who do not exist.</summary>
internal static class People
{
    private const int Seed = 11;
    private static readonly CropRenderer s_renderer = new(Seed, 128, 64);
    private static readonly Lock s_one = new();

    /// <summary>A JPEG of a wide grey place where these people stand side by side, 140×280 each.</summary>
    public static byte[] Scene(params (int Person, int Camera, int Number)[] people)
    {
        using var place = new Mat(400, 640, MatType.CV_8UC3, new Scalar(132, 138, 138));
        for (var i = 0; i < people.Length; i++)
        {
            using var small = Cv2.ImDecode(Picture(people[i].Person, people[i].Camera, people[i].Number), ImreadModes.Color);
            using var spot = new Mat(place, new Rect(60 + (190 * i), 60, 140, 280));
            Cv2.Resize(small, spot, spot.Size());
        }

        Cv2.ImEncode(".jpg", place, out var jpeg);
        return jpeg;
    }

    /// <summary>A JPEG of a person, 64×128.</summary>
    public static byte[] Picture(int person, int camera, int number)
    {
        lock (s_one)
        {
            return s_renderer.Jpeg(person, camera, number);
        }
    }
}
