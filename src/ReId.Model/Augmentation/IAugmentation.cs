using OpenCvSharp;

namespace ReId.Model.Augmentation;

/// <summary>
/// Changes a picture at random. Adding one: implement this, add a line to <see cref="AugmentationCatalog"/>; see
/// docs/extending/augmentation.md. Has no state: threads share it.
/// </summary>
public interface IAugmentation
{
    /// <summary>Name in recipes.</summary>
    string Name { get; }

    /// <summary>Changes a picture, or leaves it as it is.</summary>
    /// <param name="picture">8-bit RGB of the network's size; changed in place.</param>
    /// <param name="random">The only source of chance.</param>
    void Apply(Mat picture, Random random);

    /// <summary>The same with other pictures at hand; most have no use for them.</summary>
    /// <param name="picture">8-bit RGB of the network's size; changed in place.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="others">Pictures as they are before augmentation.</param>
    void Apply(Mat picture, Random random, IOtherPictures others) => Apply(picture, random);
}
