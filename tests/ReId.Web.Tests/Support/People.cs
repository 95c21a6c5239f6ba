using ReId.Synthesis.Crops;

namespace ReId.Web.Tests.Support;

/// <summary>Pictures of people who do not exist.</summary>
internal static class People
{
    private const int Seed = 11;
    private static readonly CropRenderer s_renderer = new(Seed, 128, 64);
    private static readonly Lock s_one = new();

    /// <summary>A JPEG of a person, 64×128.</summary>
    public static byte[] Picture(int person, int camera, int number)
    {
        lock (s_one)
        {
            return s_renderer.Jpeg(person, camera, number);
        }
    }
}
