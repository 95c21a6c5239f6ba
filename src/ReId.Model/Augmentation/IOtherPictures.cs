using OpenCvSharp;

namespace ReId.Model.Augmentation;

/// <summary>The pictures of the training list, for augmentations that take something of them. Threads share it.</summary>
public interface IOtherPictures
{
    /// <summary>Draws a picture; now and then it is the one that is being changed.</summary>
    /// <param name="random">The only source of chance.</param>
    /// <param name="target">8-bit RGB of the network's size without gaps; overwritten.</param>
    /// <returns>False when the one that was drawn cannot be used; <paramref name="target"/> is undefined then.</returns>
    bool Draw(Random random, Mat target);
}
